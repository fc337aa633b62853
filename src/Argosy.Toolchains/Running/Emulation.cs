using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Running;

/// <summary>How a program of a root is started from outside that root.</summary>
internal static class Emulation
{
    /// <summary>The emulator's program name for a foreign architecture.</summary>
    public static string Program(Architecture architecture) => $"qemu-{architecture.QemuName}-static";

    /// <summary>What to write before the program: the emulator, or for the build machine's own architecture the root's
    /// loader with the root's libraries.</summary>
    public static IReadOnlyList<string> Prefix(Architecture architecture, string root) => architecture.IsBuildMachine
        ? [Path.Join(root, architecture.DynamicLoader), "--library-path", LibraryPath(architecture, root)]
        : [Program(architecture), "-L", root];

    private static string LibraryPath(Architecture architecture, string root) =>
        string.Join(':', architecture.LibraryFolders().Take(2).Select(f => Path.Join(root, f)));
}
