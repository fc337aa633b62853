using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Oci.Tar;

namespace Argosy.Oci.Results;

/// <summary>Assigns a tree's files to layers. It depends only on the tree, so a reader can compute it, too.</summary>
internal static class LayerPlan
{
    // So that several transfers run at once, and a second attempt is cheap. Part of the format: a reader with another
    // value can't read.
    public const long Cut = 64 << 20;

    // Larger than any file, and small enough to avoid overflow.
    private const long Largest = 1L << 50;

    /// <summary>The tree's distinct files, in the order of their first occurrence, in layers of at most
    /// <see cref="Cut"/> bytes of content; a larger file has its own layer.</summary>
    /// <returns>Null for an inconsistent tree.</returns>
    public static IReadOnlyList<IReadOnlyList<OutputEntry>>? TryMake(OutputTree tree)
    {
        var sizes = new Dictionary<Digest, long>();
        var named = new HashSet<(Digest, UnixFileMode)>();
        var layers = new List<List<OutputEntry>>();
        var filled = 0L;
        foreach (var entry in tree.Entries.Where(e => e.Kind == OutputKind.File))
        {
            if (entry.Content is not { } content || entry.Size is < 0 or > Largest) return null;
            if (!sizes.TryAdd(content, entry.Size) && sizes[content] != entry.Size) return null;
            if (!named.Add((content, entry.Mode))) continue;
            if (layers.Count == 0 || entry.Size > Cut - filled)
            {
                layers.Add([]);
                filled = 0;
            }

            layers[^1].Add(entry);
            filled += entry.Size;
        }

        return layers;
    }

    /// <summary>The header of a layer's file, which its reader compares byte by byte. Its name is digest and permission
    /// bits, such as <c>9f86…-0555</c>; owner and time are zero.</summary>
    public static byte[] HeaderOf(OutputEntry file)
    {
        var mode = Convert.ToString((int)file.Mode, 8).PadLeft(4, '0');
        return new TarHeader('0', $"{file.Content!.Value.Hex}-{mode}", file.Mode) { Size = file.Size }.ToBlock();
    }
}
