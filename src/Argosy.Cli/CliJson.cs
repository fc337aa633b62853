using System.Text.Json.Serialization;
using Argosy.Artifacts.Store.Collection;

namespace Argosy.Cli;

/// <summary>What `argosy cache gc --json` prints.</summary>
internal sealed record CollectionDocument(
    string Folder, bool DryRun, long BytesBefore, long BytesAfter, int Actions, int Blobs, int Leftovers)
{
    internal CollectionDocument(CollectionReport report, bool dryRun)
        : this(report.Folder, dryRun, report.BytesBefore, report.BytesAfter, report.Actions, report.Blobs, report.Leftovers)
    {
    }
}

/// <summary>JSON for other programs; sizes are bytes, times are UTC.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CollectionDocument))]
[JsonSerializable(typeof(CacheSummary))]
[JsonSerializable(typeof(ExplanationDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(FreezeDocument))]
[JsonSerializable(typeof(GenerationDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
