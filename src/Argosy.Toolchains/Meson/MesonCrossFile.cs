using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Meson;

/// <summary>meson's cross file: how a project is built for a platform and its programs are run.</summary>
/// <remarks>Format: meson's manual, "Cross compilation" and "Machine files". As with CMake, x64 is cross-built
/// too.</remarks>
/// <param name="Host">What builds.</param>
/// <param name="Architecture">What is built for.</param>
/// <param name="Sysroot">A root of the platform, absolute.</param>
public sealed record MesonCrossFile(Host Host, Architecture Architecture, string Sysroot)
{
    /// <summary>The machine has a C++ compiler for the platform.</summary>
    public bool HasCxx { get; init; }

    /// <summary>The Python that takes itself for the platform's; null for none.</summary>
    public string? Python { get; init; }

    /// <summary>Flags of compilers.</summary>
    public IReadOnlyList<string> CompilerFlags { get; init; } = [];

    /// <summary>Flags of linkers.</summary>
    public IReadOnlyList<string> LinkerFlags { get; init; } = [];

    /// <summary>The file's text.</summary>
    public string Text()
    {
        var triplet = Architecture.GnuTriplet;
        return Template()
            .Replace("@name@", Architecture.Name, StringComparison.Ordinal)
            .Replace("@triplet@", triplet, StringComparison.Ordinal)
            .Replace("@cpp@", HasCxx ? $"cpp = '{triplet}-g++'\n" : "", StringComparison.Ordinal)
            .Replace("@python@", Python is null ? "" : $"python = {Quoted(Python)}\n", StringComparison.Ordinal)
            .Replace(
                "@emulator@", List(Emulation.Prefix(Host, Architecture, Sysroot)), StringComparison.Ordinal)
            .Replace("@sysroot@", Quoted(Sysroot), StringComparison.Ordinal)
            .Replace("@pkgconfig@", Quoted(
                $"{Sysroot}/usr/lib/{triplet}/pkgconfig:{Sysroot}/usr/share/pkgconfig"), StringComparison.Ordinal)
            .Replace("@flags@", List(CompilerFlags), StringComparison.Ordinal)
            .Replace("@link@", List(LinkerFlags), StringComparison.Ordinal)
            .Replace("@family@", Architecture.MesonFamily, StringComparison.Ordinal)
            .Replace("@cpu@", Architecture.KernelName, StringComparison.Ordinal)
            .Replace("@endian@", Architecture.ByteOrder == ByteOrder.Big ? "big" : "little", StringComparison.Ordinal);
    }

    private static string Template()
    {
        using var stream = typeof(MesonCrossFile).Assembly.GetManifestResourceStream("meson-cross.in")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string List(IEnumerable<string> words) => $"[{string.Join(", ", words.Select(Quoted))}]";

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
