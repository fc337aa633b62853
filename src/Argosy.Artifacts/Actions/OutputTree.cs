using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Actions;

/// <summary>All outputs of a task, sorted by path (ordinal), so that a folder precedes its contents.</summary>
public sealed record OutputTree(IReadOnlyList<OutputEntry> Entries)
{
    /// <summary>The tree of a task that makes no files.</summary>
    public static OutputTree Empty { get; } = new([]);

    /// <summary>Bytes of all files.</summary>
    public long Size => Entries.Sum(e => e.Size);

    /// <summary>Names, kinds, modes and contents as one digest: equal for equal trees, regardless of place and
    /// time.</summary>
    public Digest Digest()
    {
        var text = new StringBuilder("argosy-tree/1\n");
        foreach (var entry in Entries)
        {
            text.Append((int)entry.Kind).Append(' ').Append((int)entry.Mode).Append(' ')
                .Append(entry.Content?.Hex ?? "-").Append(' ')
                .Append(entry.Path.Length).Append(':').Append(entry.Path).Append(' ')
                .Append(entry.Target).Append('\n');
        }

        var whole = text.ToString();
        var bytes = new byte[FileName.CountBytes(whole)];
        FileName.GetBytes(whole, bytes);
        return Artifacts.Digest.Of(bytes);
    }
}
