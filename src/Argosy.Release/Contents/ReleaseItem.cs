using Argosy.Artifacts;
using Argosy.Platforms;

namespace Argosy.Release.Contents;

/// <summary>A file that a release publishes, before it is in the release's folder.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The path of the file, or of the folder that is packed; empty for the project's
/// sources.</param>
/// <param name="Architecture">The architecture; null for a file for all.</param>
public sealed record ReleaseItem(string Name, ReleaseFileKind Kind, string Source, Architecture? Architecture)
{
    /// <summary>The artifacts whose proofs decide whether it may be published, relative to the project; none for a file
    /// that no task proves.</summary>
    public IReadOnlyList<ProofDemand> Demands { get; init; } = [];

    /// <summary>The media type of a kind of file.</summary>
    public static string MediaTypeOf(ReleaseFileKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return kind switch
        {
            ReleaseFileKind.Nuget or ReleaseFileKind.Symbols or ReleaseFileKind.Wheel => "application/zip",
            ReleaseFileKind.Deb => "application/vnd.debian.binary-package",
            ReleaseFileKind.Native or ReleaseFileKind.Source => "application/gzip",
            ReleaseFileKind.Sbom when name.EndsWith(".cdx.json", StringComparison.Ordinal) =>
                "application/vnd.cyclonedx+json",
            ReleaseFileKind.Sbom => "application/spdx+json",
            ReleaseFileKind.Provenance => "application/vnd.in-toto+json",
            ReleaseFileKind.Notes => "text/markdown",
            ReleaseFileKind.Reproduction => "application/json",
            ReleaseFileKind.Checksums => "text/plain",
            ReleaseFileKind.PublicKey => "application/x-pem-file",
            _ => "application/octet-stream",
        };
    }
}

/// <summary>An artifact that must be proven.</summary>
/// <param name="Path">Relative to the project, as the report has it.</param>
/// <param name="Content">Its digest.</param>
/// <param name="Least">The level, unless the task that proved it asked for another.</param>
public sealed record ProofDemand(string Path, Digest Content, ProofLevel Least);
