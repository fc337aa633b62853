using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy;

public sealed partial class Session
{
    // The purposes of roots, as argosy.yaml names them.
    private const string Sysroot = "sysroot";
    private const string PythonBuild = "python-build";
    private const string CleanRoot = "clean";

    /// <summary>Makes roots of Debian packages. One for the whole run, so that a platform's indexes are fetched once;
    /// what it says goes to the log of the task that asked.</summary>
    public RootBuilder Roots => field ??= new(
        new(line => TaskRun.Current?.Log(line)),
        new RootOptions(Paths.Locks) { Mirror = Model.DebianMirror, Locked = Locked });

    private static IEnumerable<Platform> BuildPlatforms(Model model) =>
        model.Distributions.Select(d => new Platform(d, Architecture.BuildMachine));

    /// <summary>Declares a task that makes an architecture's roots for a purpose: locks and package list decide them.
    /// </summary>
    public void DeclareRoots(CakeTaskBuilder task, Architecture architecture, string purpose)
    {
        task.Values($"mirror={Model.DebianMirror}", $"locked={Locked}");
        foreach (var platform in Model.PlatformsOf(architecture)) DeclareRoot(task, platform, purpose);
    }

    /// <summary>Declares a task that makes the build machine's roots with each distribution's Python.</summary>
    public void DeclarePythonRoots(CakeTaskBuilder task)
    {
        task.Values($"mirror={Model.DebianMirror}", $"locked={Locked}");
        foreach (var platform in BuildPlatforms(Model)) DeclareRoot(task, platform, PythonBuild);
    }

    /// <summary>Makes an architecture's roots for a purpose, one for each distribution.</summary>
    public async Task BuildRootsAsync(Architecture architecture, string purpose)
    {
        foreach (var platform in Model.PlatformsOf(architecture)) await BuildRootAsync(platform, purpose);
    }

    /// <summary>Makes the build machine's roots with each distribution's Python.</summary>
    public async Task BuildPythonRootsAsync()
    {
        foreach (var platform in BuildPlatforms(Model)) await BuildRootAsync(platform, PythonBuild);
    }

    /// <summary>Where a platform's root for a purpose lies. Sysroots are artifacts, since people compile against them.
    /// </summary>
    public string RootOf(Platform platform, string purpose) =>
        purpose == Sysroot ? Paths.Sysroot(platform) : Paths.Root(platform, purpose);

    private PackageSet RootSet(Platform platform, string purpose) => new(platform, purpose, Model.Root(purpose));

    private void DeclareRoot(CakeTaskBuilder task, Platform platform, string purpose)
    {
        var set = RootSet(platform, purpose);
        task.Inputs(Paths.Relative(PackageLock.PathOf(Paths.Locks, set)))
            .Values([.. set.Packages])
            .Outputs(Paths.Relative(RootOf(platform, purpose)));
    }

    private async Task BuildRootAsync(Platform platform, string purpose)
    {
        var set = RootSet(platform, purpose);
        var root = await Roots.BuildFolderAsync(set, RootOf(platform, purpose), CurrentTask.Cancellation);
        // What is in it, for proofs that must know: a lock may be absent, or have been passed over.
        AtomicFile.Write(ContentOf(platform, purpose), new PackageLock(set.Packages, root.Packages).Text(set));
        Note(root);
    }

    private BuiltRoot MadeRoot(Platform platform, string purpose) => new(
        RootOf(platform, purpose), PackageLock.TryLoad(ContentOf(platform, purpose))?.Packages ?? [], Pinned: true, []);

    private string ContentOf(Platform platform, string purpose) => Path.Combine(Paths.State, "roots", platform.Name, $"{purpose}.packages");

    private static void Note(BuiltRoot root)
    {
        if (!root.Pinned) CurrentTask.Unpinned();
        foreach (var note in root.Notes) CurrentTask.Note(note);
    }
}
