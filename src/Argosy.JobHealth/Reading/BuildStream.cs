using System.Text.Json;

namespace Argosy.JobHealth.Reading;

/// <summary>A sequence of JSON values, of which only one is in memory at a time.</summary>
internal static class BuildStream
{
    // A build has three levels, and an artifact's metadata some more.
    private static readonly JsonSerializerOptions s_options =
        new(ElementJson.Default.Options) { MaxDepth = 64, DefaultBufferSize = 64 << 10 };

    /// <summary>The items of a JSON array. JsonException if it isn't one.</summary>
    public static IAsyncEnumerable<JsonElement> ArrayAsync(Stream stream, CancellationToken cancellation) =>
        JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, s_options, cancellation);

    /// <summary>Consecutive JSON values, as in NDJSON.</summary>
    public static IAsyncEnumerable<JsonElement> LinesAsync(Stream stream, CancellationToken cancellation) =>
        JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, topLevelValues: true, s_options, cancellation);
}
