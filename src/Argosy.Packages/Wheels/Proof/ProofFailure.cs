using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Wheels.Proof;

/// <summary>Why a wheel isn't proven. Kept beside the outputs, since a failed task has none; the ledger reads
/// it.</summary>
/// <param name="Name">The project's normalised name.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Inconclusive">Whether the proof says nothing about the wheel.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="Wheel">The digest of the wheel: the failure isn't one of other bytes.</param>
public sealed record ProofFailure(string Name, string Platform, bool Inconclusive, string Reason, string Wheel)
{
    /// <summary>The record of this wheel's content; null if there is none, or an unreadable one.</summary>
    public static ProofFailure? TryLoad(ProjectPaths paths, Platform platform, WheelFile wheel)
    {
        var path = PathOf(paths, platform, wheel.Name.Normalized);
        try
        {
            var failure = File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ProofJson.Default.ProofFailure)
                : null;
            return failure?.Wheel == wheel.Digest.Hex ? failure : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it atomically.</summary>
    public void Save(ProjectPaths paths, Platform platform) => AtomicFile.Write(PathOf(paths, platform, Name),
        JsonSerializer.Serialize(this, ProofJson.Default.ProofFailure) + "\n");

    /// <summary>Removes the record of a wheel that is proven.</summary>
    public static void Remove(ProjectPaths paths, Platform platform, string name) =>
        Leftovers.Remove(PathOf(paths, platform, name));

    /// <summary>Whether a wheel of that project has a record, of whatever content.</summary>
    public static bool Exists(ProjectPaths paths, Platform platform, string name) =>
        File.Exists(PathOf(paths, platform, name));

    private static string PathOf(ProjectPaths paths, Platform platform, string name)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Path.ChangeExtension(paths.WheelFailure(platform, name), ".proof.json");
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ProofFailure))]
internal sealed partial class ProofJson : JsonSerializerContext;
