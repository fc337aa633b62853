using System.Runtime.InteropServices;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms;

/// <summary>The machine that programs are started on.</summary>
/// <param name="Architecture">Its processor's: what it runs without an emulator,
/// and compiles for without a cross compiler.</param>
public sealed record Host(Architecture Architecture)
{
    /// <summary>The machine that this process runs on. Error ARG0123 where the dialect table
    /// doesn't have its architecture.</summary>
    public static Host Detect() => Named(RuntimeInformation.OSArchitecture.ToString());

    /// <summary>Whether programs of an architecture run here as they are.</summary>
    public bool Runs(Architecture architecture) => architecture == Architecture;

    /// <summary>The Debian package here that holds the C compiler for an architecture.</summary>
    public string CompilerPackage(Architecture architecture) =>
        Runs(architecture) ? "gcc" : $"gcc-{Suffix(architecture)}";

    /// <summary>The Debian package here that holds the C++ compiler for an architecture.</summary>
    public string CxxCompilerPackage(Architecture architecture) =>
        Runs(architecture) ? "g++" : $"g++-{Suffix(architecture)}";

    /// <inheritdoc />
    public override string ToString() => Architecture.Name;

    // Names of packages have no underscore.
    private static string Suffix(Architecture architecture) => architecture.GnuTriplet.Replace('_', '-');

    // As .NET names processors, which is our own dialect but for the case.
    internal static Host Named(string processor) =>
        Architecture.TryFind(processor.ToLowerInvariant()) is { } architecture
            ? new(architecture)
            : throw new ArgosyException(new Diagnostic("ARG0123", new(processor),
                "builds don't run on machines of this architecture",
                $"Build on one of {string.Join(", ", Architecture.All.Select(a => a.Name))}, "
                + $"and name this one in {Model.FileName} where it is built for."));
}
