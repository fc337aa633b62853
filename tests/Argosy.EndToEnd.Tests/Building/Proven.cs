using Argosy.Artifacts;

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>The required proof level of each kind of artifact.</summary>
internal static class Proven
{
    /// <summary>Artifacts that are neither proven nor reported as inconclusive.</summary>
    public static IReadOnlyList<string> Shortcomings(Report report) =>
    [
        .. report.Artifacts.Where(a => a.Proof < Wanted(a) && a.Inconclusive is null)
            .Select(a => $"{a.Path} is {a.Proof}, not {Wanted(a)}"),
    ];

    // Symbols aren't run: they must match the assemblies of their package.
    private static ProofLevel Wanted(ReportEntry artifact) => artifact.Kind switch
    {
        ArtifactKind.Wheel or ArtifactKind.Deb => ProofLevel.Installs,
        ArtifactKind.Package when artifact.Path.EndsWith(".snupkg", StringComparison.Ordinal) => ProofLevel.Fits,
        ArtifactKind.Package
            when Path.GetFileName(artifact.Path).StartsWith("Argosy.Runtime.Launch.", StringComparison.Ordinal) =>
            ProofLevel.Installs,
        _ => ProofLevel.Runs,
    };
}
