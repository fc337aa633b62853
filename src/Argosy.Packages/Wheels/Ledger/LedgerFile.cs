using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary><c>ledger.json</c>, as <c>docs/schema/ledger.schema.json</c> describes it.</summary>
public static class LedgerFile
{
    /// <summary>Its name in a folder.</summary>
    public const string FileName = "ledger.json";

    private const int Version = 1;

    /// <summary>Writes it atomically; the same ledger gives the same bytes.</summary>
    public static void Write(string path, WheelLedger ledger) => AtomicFile.Write(path, Text(ledger) + "\n");

    /// <summary>The file's text.</summary>
    public static string Text(WheelLedger ledger) => JsonSerializer.Serialize(
        new LedgerDocument(Version, ledger.Platforms, ledger.Lines, ledger.Changes), LedgerJson.Default.LedgerDocument);

    /// <summary>Reads it. Error ARG0573 if it can't be read.</summary>
    public static WheelLedger Read(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), LedgerJson.Default.LedgerDocument)
                ?? throw new JsonException("it is empty");
            return document.SchemaVersion == Version
                ? new(document.Platforms, document.Lines) { Changes = document.Changes }
                : throw new JsonException($"its schemaVersion is {document.SchemaVersion}, not {Version}");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0573", new(path),
                $"the ledger can't be read ({e.Message.TrimEnd('.')})",
                $"Name the {FileName} of an earlier run, or leave --previous-ledger out."), e);
        }
    }
}

/// <summary>The document.</summary>
internal sealed record LedgerDocument(
    int SchemaVersion, IReadOnlyList<LedgerPlatform> Platforms, IReadOnlyList<LedgerLine> Lines,
    LedgerChanges? Changes = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true, // what follows from the rest
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(StatusJson)])]
[JsonSerializable(typeof(LedgerDocument))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>A status by its word.</summary>
internal sealed class StatusJson()
    : JsonStringEnumConverter<LedgerStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
