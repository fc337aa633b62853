using Argosy.Platforms;

namespace Argosy.Adoption.Doctor;

/// <summary>What a machine has, as far as builds need it.</summary>
/// <param name="Host">Its architecture.</param>
public sealed record Machine(Host Host)
{
    /// <summary>Whether dpkg and apt manage its packages.</summary>
    public required bool HasApt { get; init; }

    /// <summary>Names of the installed Debian packages.</summary>
    public IReadOnlySet<string> Packages { get; init; } = new HashSet<string>();

    /// <summary>Whether apt has a source of packages.</summary>
    public bool HasAptSources { get; init; } = true;

    /// <summary>Whether the user is root.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Whether sudo is there.</summary>
    public bool HasSudo { get; init; }

    /// <summary>What <c>dotnet --version</c> prints; null without a usable SDK.</summary>
    public string? Sdk { get; init; }

    /// <summary>Why there is no usable SDK; null if there is no dotnet at all.</summary>
    public string? SdkFault { get; init; }

    /// <summary>Why NuGet's configuration can't be used; null if it can.</summary>
    public string? NugetFault { get; init; }

    /// <summary>The version of Cake that the project names; null if it names none.</summary>
    public string? CakeVersion { get; init; }

    /// <summary>Whether that version is restored.</summary>
    public bool HasCake { get; init; }

    /// <summary>The home folder; null without one.</summary>
    public string? Home { get; init; }

    /// <summary>Whether it can be written to.</summary>
    public bool IsHomeWritable { get; init; }

    /// <summary>Free bytes for the project's folder.</summary>
    public long FreeBytes { get; init; }

    /// <summary>Emulators that the kernel starts: suffixes of <c>qemu-…</c> in binfmt_misc.</summary>
    public IReadOnlySet<string> Emulated { get; init; } = new HashSet<string>();

    /// <summary>Whether the user may make namespaces.</summary>
    public bool HasNamespaces { get; init; }

    /// <summary>Whether the user has subordinate ids; root needs none.</summary>
    public bool HasSubordinateIds { get; init; }

    /// <summary>Programs of the project's <c>tools:</c> that are on PATH.</summary>
    public IReadOnlySet<string> Programs { get; init; } = new HashSet<string>();
}
