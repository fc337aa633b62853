using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms;

/// <summary>A processor architecture with its name in every dialect that the build uses.</summary>
/// <param name="Name">Argosy's own name, as written in <c>argosy.yaml</c> and in cell names.</param>
/// <param name="DebianName">dpkg's architecture.</param>
/// <param name="GnuTriplet">GNU triplet, which is also Debian's multiarch folder and
/// the cross compiler's prefix.</param>
/// <param name="OciArchitecture">GOARCH, as in an OCI platform.</param>
/// <param name="OciVariant">The OCI platform variant, if the architecture has one.</param>
/// <param name="KernelName"><c>uname -m</c>, which is also Ansible's name and CMake's processor.</param>
/// <param name="QemuName">The suffix of <c>qemu-…</c> programs.</param>
/// <param name="ElfMachine"><c>e_machine</c> of an ELF file.</param>
/// <param name="ByteOrder">The byte order of an ELF file.</param>
/// <param name="DynamicLoader">The path of the ELF interpreter on Debian.</param>
/// <remarks>Only <see cref="All"/> lists architectures; no other code contains a dialect name.</remarks>
public sealed record Architecture(
    string Name,
    string DebianName,
    string GnuTriplet,
    string OciArchitecture,
    string? OciVariant,
    string KernelName,
    string QemuName,
    ushort ElfMachine,
    ByteOrder ByteOrder,
    string DynamicLoader)
{
    /// <summary>The dialect table, in the order in which outputs list architectures.</summary>
    /// <remarks>ELF machines: the System V gABI register; loaders: glibc's <c>shlib-versions</c>.</remarks>
    public static IReadOnlyList<Architecture> All { get; } =
    [
        new("x64", "amd64", "x86_64-linux-gnu", "amd64", null, "x86_64", "x86_64", 62, ByteOrder.Little,
            "/lib64/ld-linux-x86-64.so.2"),
        new("arm64", "arm64", "aarch64-linux-gnu", "arm64", "v8", "aarch64", "aarch64", 183, ByteOrder.Little,
            "/lib/ld-linux-aarch64.so.1"),
        new("ppc64le", "ppc64el", "powerpc64le-linux-gnu", "ppc64le", null, "ppc64le", "ppc64le", 21, ByteOrder.Little,
            "/lib64/ld64.so.2"),
        new("s390x", "s390x", "s390x-linux-gnu", "s390x", null, "s390x", "s390x", 22, ByteOrder.Big,
            "/lib/ld64.so.1"),
        new("riscv64", "riscv64", "riscv64-linux-gnu", "riscv64", null, "riscv64", "riscv64", 243, ByteOrder.Little,
            "/lib/ld-linux-riscv64-lp64d.so.1"),
    ];

    /// <summary>.NET's runtime identifier, such as <c>linux-arm64</c>.</summary>
    public string DotnetRid => $"linux-{Name}";

    /// <summary>The architecture part of a wheel's platform tag, such as <c>linux_aarch64</c>.</summary>
    public string WheelTag => $"linux_{KernelName}";

    /// <summary>Python's <c>sysconfig.get_platform()</c>, such as <c>linux-aarch64</c>.</summary>
    public string PythonPlatform => $"linux-{KernelName}";

    /// <summary>meson's <c>cpu_family</c>, which doesn't tell the byte order.</summary>
    public string MesonFamily =>
        KernelName.EndsWith("le", StringComparison.Ordinal) ? KernelName[..^2] : KernelName;

    /// <summary><c>os/arch[/variant]</c>, as on the docker and podman command lines.</summary>
    public string OciPlatform =>
        OciVariant is null ? $"linux/{OciArchitecture}" : $"linux/{OciArchitecture}/{OciVariant}";

    /// <summary>What CI compares the others with, where no model says otherwise.</summary>
    public static Architecture DefaultBaseline => All[0];

    /// <summary>The architecture of that name in Argosy's own dialect, or null.</summary>
    public static Architecture? TryFind(string name) => All.FirstOrDefault(a => a.Name == name);

    /// <summary>The architecture of that name, or error ARG0101 that names the nearest one.</summary>
    public static Architecture Parse(string name, SourceLocation place) =>
        TryFind(name) ?? throw new ArgosyException(new Diagnostic(
            "ARG0101", place, $"unknown architecture '{name}'", Suggestion.For(name, Known(name))));

    /// <inheritdoc />
    public override string ToString() => Name;

    // A user who writes another tool's name for an architecture is told ours.
    private static IEnumerable<string> Known(string name)
    {
        var alias = All.FirstOrDefault(a => name == a.DebianName || name == a.KernelName || name == a.GnuTriplet);
        return alias is null ? All.Select(a => a.Name) : [alias.Name];
    }
}
