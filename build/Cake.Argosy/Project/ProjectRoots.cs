using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>Roots of Debian packages, as <c>roots:</c> in argosy.yaml names them.</summary>
public sealed class ProjectRoots(Session session) : IDisposable
{
    // The purposes of roots, as argosy.yaml names them.
    internal const string Sysroot = "sysroot";
    internal const string PythonBuild = "python-build";
    internal const string Clean = "clean";
    internal const string Mono = "mono";

    // What opens Debian packages.
    internal const string Unpacker = "dpkg-deb";

    // One for the whole run, so that a platform's indexes are fetched once; what it says goes to the log of the task
    // that asked.
    internal RootBuilder Builder => field ??= new(
        new(line => TaskRun.Current?.Log(line)),
        new RootOptions(session.Paths.Locks) { Mirror = session.Model.DebianMirror, Locked = session.Locked, WithoutSecurity = [.. session.Model.AllowedDifferences.Keys] });

    private RootConsistency Consistency => field ??= new(session);

    internal IEnumerable<Platform> BuildPlatforms =>
        session.Model.Distributions.Select(d => new Platform(d, Architecture.BuildMachine));

    /// <inheritdoc />
    public void Dispose() => Builder.Dispose();

    /// <summary>Declares a task that makes an architecture's roots for a purpose: locks and package list decide them.
    /// </summary>
    public void Declare(CakeTaskBuilder task, Architecture architecture, string purpose)
    {
        task.Values($"mirror={session.Model.DebianMirror}", $"locked={session.Locked}").Uses(Unpacker);
        foreach (var platform in session.Model.PlatformsOf(architecture)) DeclareRoot(task, platform, purpose);
    }

    /// <summary>Declares a task that makes the build machine's roots with each distribution's Python.</summary>
    public void DeclarePython(CakeTaskBuilder task)
    {
        task.Values($"mirror={session.Model.DebianMirror}", $"locked={session.Locked}").Uses(Unpacker);
        foreach (var platform in BuildPlatforms) DeclareRoot(task, platform, PythonBuild);
    }

    /// <summary>Makes an architecture's roots for a purpose, one for each distribution.</summary>
    public async Task BuildAsync(Architecture architecture, string purpose)
    {
        foreach (var platform in session.Model.PlatformsOf(architecture)) await BuildRootAsync(platform, purpose);
    }

    /// <summary>Makes the build machine's roots with each distribution's Python.</summary>
    public async Task BuildPythonAsync()
    {
        foreach (var platform in BuildPlatforms) await BuildRootAsync(platform, PythonBuild);
    }

    /// <summary>Where a platform's root for a purpose lies. Sysroots are artifacts, since people compile against them.
    /// </summary>
    public string PathOf(Platform platform, string purpose) =>
        purpose == Sysroot ? session.Paths.Sysroot(platform) : session.Paths.Root(platform, purpose);

    internal PackageSet SetOf(Platform platform, string purpose) => new(platform, purpose, session.Model.Root(purpose));

    private void DeclareRoot(CakeTaskBuilder task, Platform platform, string purpose)
    {
        var set = SetOf(platform, purpose);
        task.InputsIfPresent(session.Paths.Relative(PackageLock.PathOf(session.Paths.Locks, set)))
            .Values([.. set.Packages, RootConsistency.ValueFor(session.Model, platform.Architecture)])
            .Outputs(session.Paths.Relative(PathOf(platform, purpose)), session.Paths.Relative(ContentOf(platform, purpose)));
    }

    private async Task BuildRootAsync(Platform platform, string purpose)
    {
        var set = SetOf(platform, purpose);
        var root = await Builder.BuildFolderAsync(set, PathOf(platform, purpose), Session.CurrentTask.Cancellation);
        if (purpose != PythonBuild) await CheckAsync(set, root);
        // What is in it, for proofs that must know: a lock may be absent, or have been passed over.
        AtomicFile.Write(ContentOf(platform, purpose), new PackageLock(set.Packages, root.Packages).Text(set));
        Note(root);
    }

    internal BuiltRoot Made(Platform platform, string purpose) => new(
        PathOf(platform, purpose), PackageLock.TryLoad(ContentOf(platform, purpose))?.Packages ?? [], Pinned: true, []);

    private string ContentOf(Platform platform, string purpose) => Path.Combine(session.Paths.State, "roots", platform.Name, $"{purpose}.packages");

    /// <summary>Fails where other architectures have other versions of a set's packages, unless the model allows that.</summary>
    internal Task CheckAsync(PackageSet set, BuiltRoot root) => Consistency.CheckAsync(Builder, set, root, Session.CurrentTask.Cancellation);

    internal static void Note(BuiltRoot root)
    {
        if (!root.Pinned) Session.CurrentTask.Unpinned();
        if (root.Unpinned is { } why)
        {
            // Each set's own reason goes to its log; what to do about all of them is said once.
            Session.CurrentTask.Log($"{why.Place}: {why.Cause}, so that the mirror's current versions were taken");
            Session.CurrentTask.Note("package sets without a fitting lock took the mirror's current versions (the tasks' logs name them). "
                + "Run ./build.sh --target=Update-Locks and commit what it writes.");
        }

        foreach (var note in root.Notes) Session.CurrentTask.Note(note);
    }
}
