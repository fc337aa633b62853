using Argosy.Artifacts;
using Argosy.Engine;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>Roots of Debian packages, as declared in <c>roots:</c> of argosy.yaml.</summary>
public sealed class ProjectRoots(Session session) : IDisposable
{
    // The purposes of roots in argosy.yaml.
    internal const string Sysroot = "sysroot";
    internal const string PythonBuild = "python-build";
    internal const string Clean = "clean";
    internal const string Mono = "mono";

    // The program that opens Debian packages.
    internal const string Unpacker = "dpkg-deb";

    // One for the whole run, so that a platform's indexes are fetched once; its messages go to the log of the requesting task.
    internal RootBuilder Builder => field ??= new(
        new(line => TaskRun.Current?.Log(line)),
        new RootOptions(session.Paths.Locks) { Mirror = session.Model.DebianMirror, Locked = session.Locked, WithoutSecurity = [.. session.Model.AllowedDifferences.Keys] });

    private RootConsistency Consistency => field ??= new(session);

    internal IEnumerable<Platform> HostPlatforms => session.Model.Distributions.Select(OnHost);

    /// <inheritdoc />
    public void Dispose() => Builder.Dispose();

    /// <summary>A cell for each platform, if the model declares the sysroot, or has something to compile.</summary>
    public IEnumerable<Cell> SysrootCells =>
        session.Model.Roots.ContainsKey(Sysroot) || session.Model.Native.Count > 0 || session.Wheels.Definitions.Count > 0
            ? session.Model.Platforms.Select(Cell.Of)
            : [];

    /// <summary>A cell for each platform on which packages are installed to prove them.</summary>
    public IEnumerable<Cell> CleanCells
    {
        get
        {
            var used = session.Wheels.Cells.Concat(session.Debs.Cells).Select(c => c.Platform).ToHashSet();
            return session.Model.Platforms.Where(used.Contains).Select(Cell.Of);
        }
    }

    /// <summary>A cell for each foreign architecture on which a self-test runs.</summary>
    public IEnumerable<Cell> MonoCells => session.Dotnet.ProvenCells.Select(c => c.Architecture!).Where(a => !session.Host.Runs(a))
        .Distinct().Select(a => Cell.Of(session.Model.BasePlatform(a)));

    /// <summary>A cell for each distribution, if there are wheels.</summary>
    public IEnumerable<Cell> PythonCells =>
        session.Wheels.Definitions.Count == 0 ? [] : session.Model.Distributions.Select(d => new Cell { Distribution = d });

    /// <summary>Declares a task that makes a platform's root for a purpose: lock and package list determine it.</summary>
    public void Declare(CakeTaskBuilder task, Platform platform, string purpose)
    {
        var set = SetOf(platform, purpose);
        task.InputsIfPresent(session.Paths.Relative(PackageLock.PathOf(session.Paths.Locks, set)))
            .Values($"mirror={session.Model.DebianMirror}", $"locked={session.Locked}", RootConsistency.ValueFor(session.Model, platform.Architecture))
            .Values([.. set.Packages])
            .Uses(Unpacker)
            .Outputs(session.Paths.Relative(PathOf(platform, purpose)), session.Paths.Relative(ContentOf(platform, purpose)));
    }

    /// <summary>Declares a task that makes the host's root with a distribution's Python.</summary>
    public void DeclarePython(CakeTaskBuilder task, Distribution distribution) => Declare(task, OnHost(distribution), PythonBuild);

    /// <summary>Makes the host's root with a distribution's Python.</summary>
    public Task BuildPythonAsync(Distribution distribution) => BuildAsync(OnHost(distribution), PythonBuild);

    /// <summary>Makes a platform's root for a purpose.</summary>
    public async Task BuildAsync(Platform platform, string purpose)
    {
        var set = SetOf(platform, purpose);
        var root = await Builder.BuildFolderAsync(set, PathOf(platform, purpose), Session.CurrentTask.Cancellation);
        if (purpose != PythonBuild) await CheckAsync(set, root);
        // Its contents, for proofs that must know: a lock may be absent, or may not have been followed.
        AtomicFile.Write(ContentOf(platform, purpose), new PackageLock(set.Packages, root.Packages).Text(set));
        Note(root);
    }

    /// <summary>The path of a platform's root for a purpose. Sysroots are artifacts, since people compile against
    /// them.</summary>
    public string PathOf(Platform platform, string purpose) =>
        purpose == Sysroot ? session.Paths.Sysroot(platform) : session.Paths.Root(platform, purpose);

    internal PackageSet SetOf(Platform platform, string purpose) => new(platform, purpose, session.Model.Root(purpose));

    internal Platform OnHost(Distribution distribution) => new(distribution, session.Host.Architecture);

    internal BuiltRoot Made(Platform platform, string purpose) => new(
        PathOf(platform, purpose), PackageLock.TryLoad(ContentOf(platform, purpose))?.Packages ?? [], Pinned: true, []);

    private string ContentOf(Platform platform, string purpose) => Path.Combine(session.Paths.State, "roots", platform.Name, $"{purpose}.packages");

    /// <summary>Fails if other architectures have other versions of a set's packages, unless the model allows that.</summary>
    internal Task CheckAsync(PackageSet set, BuiltRoot root) => Consistency.CheckAsync(Builder, set, root, Session.CurrentTask.Cancellation);

    internal static void Note(BuiltRoot root)
    {
        if (!root.Pinned) Session.CurrentTask.Unpinned();
        if (root.Unpinned is { } why)
        {
            // Each set's own reason goes to its log; the remedy for all of them is shown once.
            Session.CurrentTask.Log($"{why.Place}: {why.Cause}, so that the mirror's current versions were taken");
            Session.CurrentTask.Note("package sets without a fitting lock took the mirror's current versions (the tasks' logs name them). "
                + "Run ./build.sh --target=Update-Locks and commit what it writes.");
        }

        foreach (var note in root.Notes) Session.CurrentTask.Note(note);
    }
}
