using Argosy.Platforms;

namespace Argosy.Toolchains.Running;

/// <summary>How the kernel runs an architecture's programs.</summary>
public enum BinFmtState
{
    /// <summary>It runs them natively.</summary>
    Native,

    /// <summary>Not registered, or binfmt_misc isn't mounted, so that it is unknown.</summary>
    Missing,

    /// <summary>Registered without flag F: the emulator would have to be inside every root.</summary>
    OutsideRootsOnly,

    /// <summary>Registered with flag F: works inside roots too.</summary>
    Everywhere,
}

/// <summary>The kernel's registration of emulators (binfmt_misc), which start a root's programs.</summary>
public static class BinFmt
{
    private const string Folder = "/proc/sys/fs/binfmt_misc";

    /// <summary>The state of a machine for an architecture.</summary>
    public static BinFmtState State(Host host, Architecture architecture) => State(host, architecture, Folder);

    /// <summary>The remedy if it isn't <see cref="BinFmtState.Everywhere"/>: a sentence.</summary>
    public static string Remedy(Architecture architecture) =>
        $"Let the kernel start {architecture} programs: as root, install qemu-user-static and binfmt-support, "
        + $"mount binfmt_misc on {Folder} where it isn't mounted, and run "
        + $"'update-binfmts --enable qemu-{architecture.QemuName}'.";

    internal static BinFmtState State(Host host, Architecture architecture, string folder)
    {
        if (host.Runs(architecture)) return BinFmtState.Native;
        var entry = Path.Combine(folder, $"qemu-{architecture.QemuName}");
        if (!File.Exists(entry)) return BinFmtState.Missing;
        var lines = File.ReadAllLines(entry);
        if (!lines.Contains("enabled")) return BinFmtState.Missing;
        return lines.Any(l =>
            l.StartsWith("flags:", StringComparison.Ordinal) && l[6..].Contains('F', StringComparison.Ordinal))
                ? BinFmtState.Everywhere
                : BinFmtState.OutsideRootsOnly;
    }
}
