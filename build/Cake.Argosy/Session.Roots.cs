using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy;

public sealed partial class Session
{
    private const string Sysroot = "sysroot";

    /// <summary>Makes roots of Debian packages. One for the whole run, so that a platform's indexes are fetched once;
    /// what it says goes to the log of the task that asked.</summary>
    public RootBuilder Roots => field ??= new(
        new(line => TaskRun.Current?.Log(line)),
        new RootOptions(Paths.Locks) { Mirror = Model.DebianMirror, Locked = Locked });

    /// <summary>The packages of an architecture's root for a purpose, on the base platform.</summary>
    public PackageSet RootSet(Architecture architecture, string purpose) =>
        new(Model.BasePlatform(architecture), purpose, Model.Root(purpose));

    /// <summary>Where that root lies. Sysroots are artifacts, since people compile against them.</summary>
    public string RootOf(Architecture architecture, string purpose) => purpose == Sysroot
        ? Paths.Sysroot(Model.BasePlatform(architecture))
        : Paths.Root(Model.BasePlatform(architecture), purpose);

    /// <summary>Makes a root, and passes on what a user should know of it.</summary>
    public async Task BuildRootAsync(PackageSet set, string folder)
    {
        var root = await Roots.BuildFolderAsync(set, folder, CurrentTask.Cancellation);
        Note(root);
    }

    /// <summary>Declares a task that makes a root: its lock and package list decide it.</summary>
    public void DeclareRoot(CakeTaskBuilder task, PackageSet set, string folder) => task
        .Inputs(Paths.Relative(PackageLock.PathOf(Paths.Locks, set)))
        .Values([.. set.Packages, $"mirror={Model.DebianMirror}", $"locked={Locked}"])
        .Outputs(Paths.Relative(folder));

    /// <summary>Renews the locks of an architecture's package sets.</summary>
    public async Task UpdateLocksAsync(Architecture architecture)
    {
        foreach (var set in PackageSets(architecture))
        {
            var update = await Roots.UpdateLockAsync(set, CurrentTask.Cancellation);
            foreach (var note in update.Notes) CurrentTask.Note(note);
            foreach (var change in update.Changes) CurrentTask.Log($"{set}: {change}");
            CurrentTask.Note($"{Paths.Relative(update.Path)}: {update.After.Count} packages, {update.Changes.Count()} changed");
        }
    }

    private IEnumerable<PackageSet> PackageSets(Architecture architecture) =>
    [
        .. Model.Roots.Keys.Order(StringComparer.Ordinal).Select(purpose => RootSet(architecture, purpose)),
        .. Images.Select(image => ImageSet(image, architecture)),
    ];

    /// <summary>Passes on what a user should know of a root that was made.</summary>
    public static void Note(BuiltRoot root)
    {
        if (!root.Pinned) CurrentTask.Unpinned();
        foreach (var note in root.Notes) CurrentTask.Note(note);
    }
}
