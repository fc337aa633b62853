#if NET
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Native;

/// <summary>
/// Finds the shim: ARGOSY_RDMA_LIBRARY, then the assembly's folder, then <c>runtimes/&lt;rid&gt;/native</c> there, then
/// the runtime's own search. netstandard2.0 has only the last.
/// </summary>
internal static class NativeLibraryResolver
{
    internal const string Variable = "ARGOSY_RDMA_LIBRARY";

    // In a method that calls the library it would be too late: the call is bound before the method runs.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "No other place runs before the first call is bound.")]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != RdmaNative.Library)
            return 0;
        // If a library is named explicitly, a failure is reported: no silent fallback.
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } asked)
            return NativeLibrary.Load(asked);
        foreach (var candidate in Candidates(AppContext.BaseDirectory, RuntimeInformation.ProcessArchitecture))
            if (File.Exists(candidate))
                return NativeLibrary.Load(candidate);
        return 0;
    }

    internal static IEnumerable<string> Candidates(string folder, Architecture architecture)
    {
        const string file = "lib" + RdmaNative.Library + ".so";
        yield return Path.Combine(folder, file);
        yield return Path.Combine(
            folder, "runtimes", "linux-" + architecture.ToString().ToLowerInvariant(), "native", file);
    }
}
#endif
