using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module;

namespace Cake.Argosy;

public sealed partial class Session
{
    /// <summary>Makes roots of Debian packages. One for the whole run, so that a platform's indexes are fetched once;
    /// what it says goes to the log of the task that asked.</summary>
    public RootBuilder Roots => field ??= new(
        new(line => TaskRun.Current?.Log(line)),
        new RootOptions(Paths.Locks) { Mirror = Model.DebianMirror, Locked = Locked });

    /// <summary>What the cross compilers see of an architecture's base platform.</summary>
    public PackageSet SysrootSet(Architecture architecture) =>
        new(Model.BasePlatform(architecture), "sysroot", Model.SysrootPackages);

    /// <summary>Where an architecture's sysroot lies.</summary>
    public string SysrootOf(Architecture architecture) => Paths.Sysroot(Model.BasePlatform(architecture));

    /// <summary>A set's lock file, as declarations write it.</summary>
    public string LockOf(PackageSet set) => Paths.Relative(PackageLock.PathOf(Paths.Locks, set));

    /// <summary>What decides a root beside its lock.</summary>
    public IEnumerable<string> RootValues(PackageSet set) =>
        [.. set.Packages, $"mirror={Model.DebianMirror}", $"locked={Locked}"];

    /// <summary>Passes on what a user should know of a root that was made.</summary>
    public static void Note(BuiltRoot root)
    {
        foreach (var note in root.Notes) CurrentTask.Note(note);
    }
}
