using System.Text.Json;

namespace Argosy.Images.Engines;

/// <summary>What a container of an image starts, by the image's configuration.</summary>
/// <param name="Entrypoint">The program and its first arguments.</param>
/// <param name="Arguments">Further arguments.</param>
internal sealed record ImageProgram(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Arguments)
{
    public static ImageProgram Of(PlatformImage image)
    {
        using var config = JsonDocument.Parse(image.Read(image.Manifest.Config));
        return config.RootElement.TryGetProperty("config", out var settings)
            ? new(Words(settings, "Entrypoint"), Words(settings, "Cmd"))
            : new([], []);
    }

    private static List<string> Words(JsonElement settings, string key) =>
        settings.TryGetProperty(key, out var words) && words.ValueKind == JsonValueKind.Array
            ? [.. words.EnumerateArray().Select(w => w.GetString()!)]
            : [];
}
