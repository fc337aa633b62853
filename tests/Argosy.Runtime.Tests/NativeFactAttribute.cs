using System.Reflection;
using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests;

/// <summary>A fact that needs the native library; the skip reason names the searched places.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = NativeLibraryPlace.Missing;
}

/// <summary>A theory that runs once per available provider.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = NativeLibraryPlace.Missing;
}

internal static class NativeLibraryPlace
{
    private const string Variable = "ARGOSY_RDMA_LIBRARY";

    /// <summary>Null if the library was found.</summary>
    internal static string? Missing =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path && File.Exists(path)
            ? null
            : $"no native library: {Variable} isn't set to one, and {BuiltHere} doesn't exist. "
                + "Build runtime/rdma first";

    private static string BuiltHere =>
        Path.Combine(Metadata("RepoRoot"), "artifacts/native/rdma/x64/lib/libargosy_rdma.so");

    internal static string Metadata(string key) => typeof(NativeLibraryPlace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;

#pragma warning disable CA2255 // Before the runtime's resolver looks at the variable.
    [ModuleInitializer]
    internal static void PointAtWhatWasBuiltHere()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && File.Exists(BuiltHere))
            Environment.SetEnvironmentVariable(Variable, BuiltHere);
    }
#pragma warning restore CA2255
}
