using System.Text.RegularExpressions;
using Argosy.Artifacts;

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>The required proof level of each kind of artifact.</summary>
internal static partial class Proven
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
        // A self-test runs with the runtime; tools, templates and addins are installed and used.
        ArtifactKind.Package when !RuntimePackage().IsMatch(artifact.Path) => ProofLevel.Installs,
        _ => ProofLevel.Runs,
    };

    [GeneratedRegex(@"/Argosy\.Runtime\.\d[^/]*\.nupkg$")]
    private static partial Regex RuntimePackage();
}
