using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Running;

/// <summary>Runs programs of other architectures.</summary>
public static class Emulation
{
    /// <summary>Declares that a task runs programs of an architecture: on another machine its result depends on the
    /// emulator.</summary>
    public static TaskDeclaration Runs(this TaskDeclaration task, Host host, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Runs(architecture) ? task : task.UsesIfPresent(Program(architecture));
    }

    /// <summary>The emulator's program name for a foreign architecture.</summary>
    internal static string Program(Architecture architecture) => $"qemu-{architecture.QemuName}-static";

    /// <summary>What to write before a program of a root to start it from outside that root: the emulator, or for the
    /// host's own architecture the root's loader with the root's libraries.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="architecture">The program's.</param>
    /// <param name="root">A root of its platform.</param>
    /// <param name="libraries">Further folders of libraries for the root's loader; an emulated one reads
    /// LD_LIBRARY_PATH.</param>
    public static IReadOnlyList<string> Prefix(
        Host host, Architecture architecture, string root, params IReadOnlyList<string> libraries)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(architecture);
        return host.Runs(architecture)
            ?
            [
                Path.Join(root, architecture.DynamicLoader), "--library-path",
                string.Join(':', [.. libraries, .. RootLibraries(architecture, root)])
            ]
            : [Program(architecture), "-L", root];
    }

    private static IEnumerable<string> RootLibraries(Architecture architecture, string root) =>
        architecture.LibraryFolders().Take(2).Select(f => Path.Join(root, f));
}
