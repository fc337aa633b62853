using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>What a snapshot is, on one line of JSON (<c>snapshot.json</c>), which is what the key signs.</summary>
/// <param name="Mirror">The mirror, such as <c>wheel/debian-12-aarch64</c>.</param>
/// <param name="Number">Counts the snapshots of the mirror at this target.</param>
/// <param name="Date">When it was published.</param>
/// <param name="Files">The number of its files.</param>
/// <param name="Bytes">The sum of their sizes.</param>
/// <param name="Manifest">The digest of its manifest.</param>
public sealed record Snapshot(
    string Mirror, int Number, DateTimeOffset Date, int Files, long Bytes, Digest Manifest)
{
    private const int IdDigits = 12;

    /// <summary>Its folder's name: the number and the first digits of the manifest's digest.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Number:D6}-{Manifest.Hex[..IdDigits]}");

    internal byte[] Write()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("mirror", Mirror);
            json.WriteNumber("number", Number);
            json.WriteString("date", Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteNumber("files", Files);
            json.WriteNumber("bytes", Bytes);
            json.WriteString("manifest", Manifest.ToString());
            json.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads the line; null if it is damaged.</summary>
    internal static Snapshot? TryRead(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            var json = document.RootElement;
            return json.GetProperty("version").GetInt32() == 1
                && Digest.TryParse(json.GetProperty("manifest").GetString()!) is { } manifest
                    ? new(
                        json.GetProperty("mirror").GetString()!, json.GetProperty("number").GetInt32(),
                        json.GetProperty("date").GetDateTimeOffset(), json.GetProperty("files").GetInt32(),
                        json.GetProperty("bytes").GetInt64(), manifest)
                    : null;
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>A snapshot at a target.</summary>
/// <param name="Mirror">The mirror.</param>
/// <param name="Id">Its folder's name.</param>
/// <param name="Text">The text of <c>snapshot.json</c>, as it is there.</param>
/// <param name="Signature">In DER; null if it isn't signed.</param>
/// <param name="IsRetained">Whether all its packages are in <c>retained/</c>: not before it is served for the first
/// time, nor while it is removed.</param>
public sealed record StoredSnapshot(string Mirror, string Id, string Text, byte[]? Signature, bool IsRetained)
{
    /// <summary>What the text says; null if it is damaged, or another snapshot's.</summary>
    public Snapshot? Content { get; } =
        Snapshot.TryRead(Text) is { } read && read.Mirror == Mirror && read.Id == Id ? read : null;

    /// <summary>The number in its name; 0 if the name has none.</summary>
    public int Number => int.TryParse(
        Id.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>A mirror at a target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Current">The id of the snapshot that is served; null if none is.</param>
/// <param name="Snapshots">All, the oldest first.</param>
public sealed record StoredMirror(string Name, string? Current, IReadOnlyList<StoredSnapshot> Snapshots);
