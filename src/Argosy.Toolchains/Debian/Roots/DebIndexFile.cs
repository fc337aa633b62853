using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>The bytes of an index on disk.</summary>
/// <remarks>The .deb's digest (32 bytes); then as <see cref="BinaryWriter"/> writes them: the number of control files,
/// name and text of each; the number of entries, and of each: type, name, link, mode, time in seconds, owner, group,
/// length, ordinal, MD5 sum (empty for none), length of kept content and the content. At the end SHA-256 of all of
/// it.</remarks>
internal static class DebIndexFile
{
    /// <summary>Part of an index's name: another form is another file.</summary>
    public const string Form = "index-2";

    /// <summary>The index's bytes.</summary>
    public static byte[] Write(Digest deb, DebIndex index)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Bytes(deb));
        writer.Write(index.Texts.Count);
        foreach (var (name, text) in index.Texts)
        {
            writer.Write(name);
            writer.Write(text);
        }

        writer.Write(index.Entries.Count);
        foreach (var entry in index.Entries) Write(writer, entry);
        writer.Flush();
        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Reads an index; null if the bytes are damaged, or another package's.</summary>
    public static DebIndex? TryRead(Digest deb, byte[] bytes)
    {
        const int hash = SHA256.HashSizeInBytes;
        if (bytes.Length < 2 * hash || !bytes.AsSpan(0, hash).SequenceEqual(Bytes(deb))
            || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - hash)).AsSpan().SequenceEqual(bytes.AsSpan()[^hash..]))
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, hash, bytes.Length - 2 * hash), Encoding.UTF8);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--) texts[reader.ReadString()] = reader.ReadString();
        var entries = new DebEntry[reader.ReadInt32()];
        for (var i = 0; i < entries.Length; i++) entries[i] = Read(reader);
        return new(texts, entries);
    }

    private static void Write(BinaryWriter writer, DebEntry entry)
    {
        writer.Write((byte)entry.Type);
        writer.Write(entry.Name);
        writer.Write(entry.Link);
        writer.Write((int)entry.Mode);
        writer.Write(entry.Modified.ToUnixTimeSeconds());
        writer.Write(entry.Uid);
        writer.Write(entry.Gid);
        writer.Write(entry.Length);
        writer.Write(entry.Ordinal);
        writer.Write(entry.Md5 ?? "");
        var kept = entry.Content is MemoryStream content ? content.ToArray() : null;
        writer.Write(kept?.Length ?? -1);
        if (kept is not null) writer.Write(kept);
    }

    private static DebEntry Read(BinaryReader reader)
    {
        var entry = new DebEntry(
            (TarEntryType)reader.ReadByte(), reader.ReadString(), reader.ReadString(),
            (UnixFileMode)reader.ReadInt32(), DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()))
        {
            Uid = reader.ReadInt32(),
            Gid = reader.ReadInt32(),
            Length = reader.ReadInt64(),
            Ordinal = reader.ReadInt32(),
            Md5 = reader.ReadString() is { Length: > 0 } sum ? sum : null,
        };
        return reader.ReadInt32() is var kept and >= 0
            ? entry with { Content = new MemoryStream(reader.ReadBytes(kept)) }
            : entry;
    }

    private static byte[] Bytes(Digest digest)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        digest.CopyTo(bytes);
        return bytes;
    }
}
