using System.Text.Json.Serialization;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Cli.Mirrors;

/// <summary>The output of `argosy mirrors list --json`.</summary>
internal sealed record MirrorsDocument(IReadOnlyList<ListedMirror> Mirrors);

/// <summary>A mirror, its snapshots with the oldest first.</summary>
/// <param name="Name">Its name, which is also the path of its URL.</param>
/// <param name="Current">The id of the snapshot that is served.</param>
/// <param name="Snapshots">All snapshots.</param>
internal sealed record ListedMirror(string Name, string? Current, IReadOnlyList<ListedSnapshot> Snapshots);

/// <summary>A snapshot; date, files and bytes are null if it is damaged.</summary>
internal sealed record ListedSnapshot(
    string Id, bool Current, DateTimeOffset? Date, int? Files, long? Bytes, bool Signed);

/// <summary>The output of `argosy mirrors rollback --json`.</summary>
internal sealed record RollbackDocument(string Mirror, string? From, string To);

/// <summary>The output of `argosy mirrors prune --json`.</summary>
/// <param name="DryRun">Whether nothing was removed.</param>
/// <param name="Snapshots">Snapshots, as mirror/id.</param>
/// <param name="Packages">Names of packages that only those had.</param>
/// <param name="Contents">The number of contents.</param>
internal sealed record PruneDocument(
    bool DryRun, IReadOnlyList<string> Snapshots, IReadOnlyList<string> Packages, int Contents);

/// <summary>The output of `argosy mirrors verify --json`.</summary>
internal sealed record MirrorsVerifyDocument(bool Verified, IReadOnlyList<VerifiedMirrorDocument> Mirrors);

/// <summary>A verified mirror.</summary>
internal sealed record VerifiedMirrorDocument(
    string Mirror, IReadOnlyList<string> Snapshots, int Files, IReadOnlyList<MirrorError> Errors);

/// <summary>An error of a verification.</summary>
internal sealed record MirrorError(string Id, string Place, string Cause, string Remedy);

/// <summary>JSON of the commands for mirrors; sizes are bytes, times are UTC.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(MirrorsDocument))]
[JsonSerializable(typeof(RollbackDocument))]
[JsonSerializable(typeof(PruneDocument))]
[JsonSerializable(typeof(MirrorsVerifyDocument))]
[JsonSerializable(typeof(SnapshotDifference))]
[JsonSerializable(typeof(PublishReport))]
internal sealed partial class MirrorsJson : JsonSerializerContext;
