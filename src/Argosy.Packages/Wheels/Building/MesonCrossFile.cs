using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>meson's cross file: how a project is built for a platform.</summary>
/// <remarks>Format: meson's manual, "Cross compilation" and "Machine files". As with CMake, x64 is cross-built
/// too.</remarks>
internal static class MesonCrossFile
{
    /// <summary>The file's text.</summary>
    /// <param name="host">What builds.</param>
    /// <param name="request">What is built.</param>
    /// <param name="python">The Python that takes itself for the target's.</param>
    /// <param name="flags">Flags of compilers.</param>
    /// <param name="hasCxx">The machine has a C++ compiler for the platform.</param>
    public static string Text(
        Host host, WheelRequest request, string python, IReadOnlyList<string> flags, bool hasCxx)
    {
        var architecture = request.Platform.Architecture;
        var triplet = architecture.GnuTriplet;
        var emulator = Emulation.Prefix(host, architecture, request.Sysroot);
        // Words of one list, as in the other lists.
        var compile = List(flags);
        return Embedded.Text("meson-cross.in")
            .Replace("@triplet@", triplet, StringComparison.Ordinal)
            .Replace("@cpp@", hasCxx ? $"cpp = '{triplet}-g++'" : "", StringComparison.Ordinal)
            .Replace("@python@", Quoted(python), StringComparison.Ordinal)
            .Replace("@emulator@", List(emulator), StringComparison.Ordinal)
            .Replace("@sysroot@", Quoted(request.Sysroot), StringComparison.Ordinal)
            .Replace("@pkgconfig@", Quoted(
                $"{request.Sysroot}/usr/lib/{triplet}/pkgconfig:{request.Sysroot}/usr/share/pkgconfig"),
                StringComparison.Ordinal)
            .Replace("@flags@", compile, StringComparison.Ordinal)
            .Replace("@family@", architecture.MesonFamily, StringComparison.Ordinal)
            .Replace("@cpu@", architecture.KernelName, StringComparison.Ordinal)
            .Replace("@endian@", architecture.ByteOrder == ByteOrder.Big ? "big" : "little", StringComparison.Ordinal);
    }

    private static string List(IEnumerable<string> words) => $"[{string.Join(", ", words.Select(Quoted))}]";

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
