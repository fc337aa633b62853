using System.Globalization;
using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Registry;

/// <summary>Which file of a tree is in which layer. The tree alone decides, so that a reader knows it, too.</summary>
internal static class LayerPlan
{
    // So that several are under way at once, and a second attempt is cheap. Part of the format: a reader that cuts in
    // another way can't read.
    public const long Cut = 64 << 20;

    // Far beyond any file, and small enough to be counted with.
    private const long Largest = 1L << 50;

    /// <summary>The tree's distinct files, in the order in which the tree has them first, in layers of at most
    /// <see cref="Cut"/> bytes of content; a larger file has one to itself.</summary>
    /// <returns>Null for a tree that contradicts itself.</returns>
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

    /// <summary>A file's name in its layer: digest and permission bits, such as <c>9f86…-0555</c>.</summary>
    public static string NameOf(OutputEntry file) => $"{file.Content!.Value.Hex}-{Octal((long)file.Mode, 4)}";

    /// <summary>A number in octal, with zeros before it.</summary>
    public static string Octal(long number, int digits) => Convert.ToString(number, 8).PadLeft(digits, '0').ToString(CultureInfo.InvariantCulture);
}
