using System.Buffers;
using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Actions;

/// <summary>Receives a folder of a tree, by its digest.</summary>
public delegate void TreeSink(Digest digest, ReadOnlySpan<byte> folder);

/// <summary>Many inputs as a tree of folders, each identified by the digest of its entries: trees with a common folder
/// store it once, and one digest represents a hundred thousand files.</summary>
/// <remarks>
/// <code>
/// folder  entries, in the order of paths
/// entry   kind(1: f file, p program, l link, t folder) length(4, little-endian) name digest(32)
/// </code>
/// </remarks>
public static class InputTree
{
    internal const byte FolderKind = (byte)'t';
    private const int DigestSize = 32;

    /// <summary>The digest of the whole.</summary>
    /// <param name="inputs">Sorted by path (ordinal).</param>
    /// <param name="sink">Receives every folder, inner ones first.</param>
    public static Digest Of(IReadOnlyList<InputFile> inputs, TreeSink? sink = null)
    {
        var at = 0;
        return Folder(inputs, ref at, "", sink);
    }

    /// <summary>Reports the differences between two trees as (path, entry before, entry now), null for a missing entry.
    /// False if a required folder is no longer known.</summary>
    public static bool Compare(
        Digest before, Digest now, Func<Digest, byte[]?> folderOf, Action<string, ActionField?, ActionField?> tell) =>
        before == now || Compare(before, now, "", folderOf, tell);

    /// <summary>Reports all files of a tree as fields, one by one. False as above.</summary>
    public static bool Expand(Digest tree, Func<Digest, byte[]?> folderOf, Action<ActionField> tell) =>
        Compare(null, tree, "", folderOf, (_, _, now) => tell(now!.Value));

    /// <summary>The folders within a folder.</summary>
    internal static IEnumerable<Digest> Inner(byte[] folder) =>
        Read(folder)?.Where(e => e.Kind == FolderKind).Select(e => e.Digest) ?? [];

    private static Digest Folder(IReadOnlyList<InputFile> inputs, ref int at, string prefix, TreeSink? sink)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (at < inputs.Count && inputs[at].Path.AsSpan().StartsWith(prefix))
        {
            var (path, kind, content, _) = inputs[at];
            var slash = path.IndexOf('/', prefix.Length);
            if (slash < 0)
            {
                at++;
                Append(
                    bytes, (byte)(kind switch { InputKind.Program => 'p', InputKind.Link => 'l', _ => 'f' }),
                    path.AsSpan(prefix.Length), content);
            }
            else
            {
                Append(
                    bytes, FolderKind, path.AsSpan(prefix.Length, slash - prefix.Length),
                    Folder(inputs, ref at, path[..(slash + 1)], sink));
            }
        }

        var digest = Digest.Of(bytes.WrittenSpan);
        sink?.Invoke(digest, bytes.WrittenSpan);
        return digest;
    }

    private static void Append(ArrayBufferWriter<byte> bytes, byte kind, ReadOnlySpan<char> name, Digest digest)
    {
        var span = bytes.GetSpan(5 + Encoding.UTF8.GetMaxByteCount(name.Length) + DigestSize);
        var length = FileName.GetBytes(name, span[5..]);
        span[0] = kind;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(span[1..], length);
        digest.CopyTo(span[(5 + length)..]);
        bytes.Advance(5 + length + DigestSize);
    }

    private static bool Compare(Digest? before, Digest? now, string prefix, Func<Digest, byte[]?> folderOf,
        Action<string, ActionField?, ActionField?> tell)
    {
        if (Entries(before, folderOf) is not { } old || Entries(now, folderOf) is not { } other) return false;
        var isWhole = true;
        var left = old.ToDictionary(e => (e.Name, e.Kind == FolderKind), e => e);
        foreach (var entry in other)
        {
            var was = left.Remove((entry.Name, entry.Kind == FolderKind), out var found) ? found : (Entry?)null;
            if (was == entry) continue;
            isWhole &= Tell(was, entry, prefix, folderOf, tell);
        }

        foreach (var gone in left.Values) isWhole &= Tell(gone, null, prefix, folderOf, tell);
        return isWhole;
    }

    private static bool Tell(
        Entry? was, Entry? now, string prefix, Func<Digest, byte[]?> folderOf,
        Action<string, ActionField?, ActionField?> tell)
    {
        var name = (now ?? was)!.Value.Name;
        if ((now ?? was)!.Value.Kind == FolderKind)
            return Compare(was?.Digest, now?.Digest, $"{prefix}{name}/", folderOf, tell);
        tell(prefix + name, was?.Field(prefix), now?.Field(prefix));
        return true;
    }

    private static List<Entry>? Entries(Digest? folder, Func<Digest, byte[]?> folderOf) =>
        folder is not { } digest ? [] : folderOf(digest) is { } bytes ? Read(bytes) : null;

    private static List<Entry>? Read(byte[] folder)
    {
        var entries = new List<Entry>();
        ReadOnlySpan<byte> rest = folder;
        while (!rest.IsEmpty)
        {
            if (rest.Length < 5) return null;
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(rest[1..]);
            if (length < 0 || rest.Length - 5 - DigestSize < length) return null;
            entries.Add(new(
                rest[0], FileName.Decode(rest.Slice(5, length)), Digest.FromHash(rest.Slice(5 + length, DigestSize))));
            rest = rest[(5 + length + DigestSize)..];
        }

        return entries;
    }

    private readonly record struct Entry(byte Kind, string Name, Digest Digest)
    {
        internal ActionField Field(string prefix) => new(
            Kind switch { (byte)'p' => FieldKind.Program, (byte)'l' => FieldKind.Link, _ => FieldKind.Input },
            prefix + Name, Digest.Hex);
    }
}
