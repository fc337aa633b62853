namespace Argosy.Runtime.SelfTest;

internal static class RuntimeName
{
    // Without the architecture, which mono gets wrong on ppc64le, and without RuntimeInformation on mono, which rejects
    // the package's and has none in its small form.
#if NET
    internal static string Current =>
        $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {Endianness}";
#else
    internal static string Current =>
        $"{(Type.GetType("Mono.Runtime") is not null ? "mono" : ".NET Framework")} {Environment.Version}, {Endianness}";
#endif

    private static string Endianness => BitConverter.IsLittleEndian ? "little-endian" : "big-endian";
}
