using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Artifacts.Store.Collection;
using Argosy.Cli.Commands;
using Argosy.Cli.Images;

namespace Argosy.Cli;

/// <summary>The output of `argosy cache gc --json`.</summary>
internal sealed record CollectionDocument(
    string Folder, bool DryRun, long BytesBefore, long BytesAfter, int Actions, int Blobs, int Leftovers,
    IReadOnlyList<RemovedResult> Results)
{
    internal CollectionDocument(CollectionReport report, bool dryRun)
        : this(report.Folder, dryRun, report.BytesBefore, report.BytesAfter, report.Actions, report.Blobs,
            report.Leftovers, report.Results)
    {
    }
}

/// <summary>The output of `argosy cache key … --json`.</summary>
/// <param name="File">The private key's file.</param>
/// <param name="Id">The key's id.</param>
/// <param name="PublicKey">The line for a list of trusted keys.</param>
internal sealed record KeyDocument(string File, string Id, string PublicKey);

/// <summary>JSON for other programs; sizes are bytes, times are UTC.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    Converters = [typeof(DigestConverter)])]
[JsonSerializable(typeof(CollectionDocument))]
[JsonSerializable(typeof(CacheSummary))]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(ExplanationDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(FreezeDocument))]
[JsonSerializable(typeof(GenerationDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(DiffDocument))]
[JsonSerializable(typeof(PushDocument))]
[JsonSerializable(typeof(PullDocument))]
[JsonSerializable(typeof(ListingDocument))]
[JsonSerializable(typeof(InitDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(ManDocument))]
[JsonSerializable(typeof(LoadDocument))]
[JsonSerializable(typeof(ReadingDocument))]
[JsonSerializable(typeof(PageDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
