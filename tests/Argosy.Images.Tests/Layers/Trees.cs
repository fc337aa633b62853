using Argosy.Images.Layers;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Images.Tests.Layers;

/// <summary>Trees for property tests: folders, files, links and hard links, with unusual names and sizes.</summary>
internal static class Trees
{
    private static readonly string[] s_names =
        ["a", "a-b", "B", "ä€", "with space", "-x", new('n', 99), new('n', 101), new('l', 160), "#", "a=b"];

    private static readonly int[] s_sizes = [0, 1, 511, 512, 513, 5000];

    public static Arbitrary<IReadOnlyList<LayerEntry>> Any => Arb.From(
        from entries in Gen.ListOf(Entry)
        select (IReadOnlyList<LayerEntry>)[.. Tree(entries).Entries]);

    public static LayerTree Of(IEnumerable<LayerEntry> entries)
    {
        var tree = new LayerTree();
        foreach (var entry in entries) tree.Set(entry);
        return tree;
    }

    private static Gen<(string[] Path, int Kind, int Seed)> Entry =>
        from path in Gen.NonEmptyListOf(Gen.Elements(s_names))
        from kind in Gen.Choose(0, 3)
        from seed in Gen.Choose(0, 100_000)
        select (path.Take(4).ToArray(), kind, seed);

    private static LayerTree Tree(IEnumerable<(string[] Path, int Kind, int Seed)> entries)
    {
        var tree = new LayerTree();
        FileEntry? last = null;
        foreach (var (parts, kind, seed) in entries)
        {
            if (!TryAddParents(tree, parts)) continue;
            var path = string.Join('/', parts);
            var mode = (UnixFileMode)(seed % 0x1000)
                | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            LayerEntry entry = (kind, last) switch
            {
                (0, _) => new FolderEntry(path, mode, seed, seed / 3),
                (1, _) => new LinkEntry(path, 0, seed, s_names[seed % s_names.Length]),
                (2, { } file) => file with { Path = path },
                _ => new FileEntry(path, mode, seed * 40, 0, new MemoryContent(Bytes(seed))),
            };
            if (tree.TryAdd(entry)) last = entry as FileEntry ?? last;
        }

        return tree;
    }

    private static bool TryAddParents(LayerTree tree, string[] parts)
    {
        for (var i = 1; i < parts.Length; i++)
        {
            var parent = string.Join('/', parts.Take(i));
            if (tree.Find(parent) is not (null or FolderEntry)) return false;
            tree.TryAdd(FolderEntry.Plain(parent));
        }

        return true;
    }

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[s_sizes[seed % s_sizes.Length]];
        new System.Random(seed).NextBytes(bytes);
        return bytes;
    }
}
