using System.Text;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;
using Argosy.Release.Contents;
using Argosy.Release.Versions;

namespace Argosy.Release;

/// <summary>What a dry run says: the version, the files that exist, the key, and what stands in the way.</summary>
/// <param name="version">The version.</param>
/// <param name="folder">The folder that it would be written to, relative to the project.</param>
internal sealed class ReleasePlan(ReleaseVersion version, string folder)
{
    private readonly StringBuilder _lines = new();
    private readonly List<Diagnostic> _refused = [];
    private readonly List<string> _unbuilt = [];

    /// <summary>Adds the key.</summary>
    public void Key(SigningKey key) => Line($"  signed with: the key {key.Public.Id} (SHA256SUMS, provenance)");

    /// <summary>Adds the notes' first lines.</summary>
    public void Notes(string notes)
    {
        const int most = 5;
        var lines = notes.TrimEnd('\n').Split('\n').Where(l => l.Length > 0).ToList();
        Line($"  notes: {lines.Count} lines");
        foreach (var line in lines.Take(most)) Line($"    | {line}");
    }

    /// <summary>Adds the files.</summary>
    public void Files(IReadOnlyList<ReleaseItem> items)
    {
        Line($"  files: {items.Count}, each with its bills of materials where it is a package");
        foreach (var item in items) Line($"    {item.Name} ({$"{item.Kind}".ToLowerInvariant()})");
    }

    /// <summary>Adds the images.</summary>
    public void Images(IReadOnlyList<ReleaseImage> images)
    {
        if (images.Count > 0) Line($"  images: {images.Count}");
        foreach (var image in images) Line($"    {image.Name} {image.Digest}");
    }

    /// <summary>Adds reasons for which the release would be refused.</summary>
    public void Refused(IEnumerable<Diagnostic> reasons) => _refused.AddRange(reasons);

    /// <summary>Does a part of the plan; its error is a reason for refusal, unless the release would build what it
    /// misses.</summary>
    public void Try(Action part)
    {
        try
        {
            part();
        }
        catch (ArgosyException e)
        {
            _refused.AddRange(e.Diagnostics.Where(d => d.Id != ReleaseContents.NotBuiltError));
            _unbuilt.AddRange(
                e.Diagnostics.Where(d => d.Id == ReleaseContents.NotBuiltError).Select(d => $"{d.Place}"));
        }
    }

    /// <summary>The plan, without a line's end.</summary>
    public string Text()
    {
        var head =
            $"Release {version.Text} of commit {version.Commit[..12]}, tag {version.Tag}, to {folder}:\n{_lines}";
        if (_unbuilt.Count > 0)
            head += $"  to be built: {_unbuilt.Count}\n" + string.Concat(_unbuilt.Select(p => $"    {p}\n"));
        return _refused.Count == 0
            ? $"{head}  It could be released."
            : $"{head}  It would be refused:\n" + string.Join('\n', _refused.Select(d => $"    {d}"));
    }

    private void Line(string text) => _lines.Append(text).Append('\n');
}
