namespace Cake.Argosy.Proofs;

/// <summary>A managed self-test of two processes that meet in a folder.</summary>
/// <param name="Name">The program's assembly, without extension.</param>
/// <param name="LibraryVariable">The variable that names the native library to .NET.</param>
/// <param name="Library">The native library's file name.</param>
public sealed record ManagedPair(string Name, string LibraryVariable, string Library)
{
    /// <summary>The options of the two roles; each takes the folder.</summary>
    public required (string First, string Second) Roles { get; init; }
}
