using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The record of a build: <c>build.json</c> beside a wheel, or a failure's file.</summary>
/// <param name="Name">The project's normalised name.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="How">How it was built.</param>
/// <param name="Fallback">Why the cross-build failed, or null.</param>
/// <param name="Error">Why there is no wheel, or null.</param>
internal sealed record BuildRecord(string Name, string? Version, LedgerStatus How, string? Fallback, string? Error)
{
    /// <summary>Its name beside a wheel.</summary>
    public const string FileName = "build.json";

    /// <summary>The record; null if there is none, or an unreadable one.</summary>
    public static BuildRecord? TryLoad(string path)
    {
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), BuildRecordJson.Default.BuildRecord)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(StatusJson)])]
[JsonSerializable(typeof(BuildRecord))]
internal sealed partial class BuildRecordJson : JsonSerializerContext;
