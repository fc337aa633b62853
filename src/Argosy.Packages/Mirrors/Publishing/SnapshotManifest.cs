using System.Globalization;
using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>The files of a snapshot, as text: a line for each, sorted by path, with SHA-256, size and path between
/// tabs.</summary>
public sealed class SnapshotManifest
{
    private readonly byte[] _text;

    private SnapshotManifest(IReadOnlyList<SnapshotFile> files, byte[] text) =>
        (Files, _text, Digest) = (files, text, Digest.Of(text));

    /// <summary>The files, sorted by path (ordinal).</summary>
    public IReadOnlyList<SnapshotFile> Files { get; }

    /// <summary>Of the text: the identity of the snapshot's content.</summary>
    public Digest Digest { get; }

    /// <summary>The text, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Text => _text;

    /// <summary>The sum of the files' sizes.</summary>
    public long Bytes => Files.Sum(f => f.Size);

    /// <summary>A manifest of these files.</summary>
    public static SnapshotManifest Of(IEnumerable<SnapshotFile> files)
    {
        SnapshotFile[] sorted = [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
        var text = new StringBuilder();
        foreach (var file in sorted)
        {
            text.Append(file.Digest.Hex).Append('\t')
                .Append(file.Size.ToString(CultureInfo.InvariantCulture)).Append('\t')
                .Append(file.Path).Append('\n');
        }

        return new(sorted, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Reads a manifest. Error ARG0596 if it isn't one, or names a path outside of the mirror.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="place">Where it is, for errors.</param>
    public static SnapshotManifest Read(byte[] text, string place)
    {
        ArgumentNullException.ThrowIfNull(text);
        var files = new List<SnapshotFile>();
        foreach (var line in Encoding.UTF8.GetString(text).Split('\n')[..^1])
        {
            if (line.Split('\t') is not [var hex, var size, var path]
                || Digest.TryParse(hex) is not { } digest
                || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                || !MirrorPath.IsSafe(path))
                throw Damaged(place, $"line {files.Count + 1} isn't a file's");
            files.Add(new(path, bytes, digest));
        }

        var manifest = Of(files);
        return manifest.Text.Span.SequenceEqual(text)
            ? manifest
            : throw Damaged(place, "its lines aren't sorted, or the last one is cut off");
    }

    private static ArgosyException Damaged(string place, string cause) => new(new Diagnostic("ARG0596", new(place),
        $"the snapshot's manifest is damaged: {cause}", "Publish again, and remove the snapshot with 'prune'."));
}
