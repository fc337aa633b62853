using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

/// <summary>The recorded outputs of one task.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Outputs">The declared paths.</param>
/// <param name="Taken">When it was recorded, in nanoseconds since 1970.</param>
/// <param name="Tree">Digest of the whole tree; null after a failed or killed run.</param>
/// <param name="Entries">All entries at and below the outputs.</param>
internal sealed record OutputRecord(
    string Task, IReadOnlyList<string> Outputs, long Taken, Digest? Tree, IReadOnlyList<OwnedEntry> Entries)
{
    private const int ContentFlag = 1;
    private const int TargetFlag = 2;
    private const int DoubtfulFlag = 4;

    private static ReadOnlySpan<byte> Magic => "argosy-made/1\n"u8;

    /// <summary>Writes the record; numbers little-endian, text as BinaryWriter writes it, names as raw bytes.</summary>
    internal void Write(Stream stream)
    {
        using var writer = new BinaryWriter(new BufferedStream(stream, 1 << 16), Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Task);
        writer.Write(Taken);
        writer.Write(Outputs.Count);
        foreach (var output in Outputs) writer.Write(output);
        Write(writer, Tree);
        writer.Write(Entries.Count);
        foreach (var entry in Entries) Write(writer, entry);
    }

    /// <summary>Null for anything that <see cref="Write(Stream)"/> didn't write.</summary>
    internal static OutputRecord? TryRead(string file)
    {
        try
        {
            if (!File.Exists(file)) return null;
            var bytes = File.ReadAllBytes(file);
            if (!bytes.AsSpan().StartsWith(Magic)) return null;
            using var reader = new BinaryReader(
                new MemoryStream(bytes, Magic.Length, bytes.Length - Magic.Length), Encoding.UTF8);
            var (task, taken) = (reader.ReadString(), reader.ReadInt64());
            var outputs = ReadList(reader, static r => r.ReadString());
            var tree = reader.ReadByte() == 0 ? null : (Digest?)ReadDigest(reader);
            return new(task, outputs, taken, tree, ReadList(reader, ReadEntry));
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            // A partial record, after a power loss: then nothing is known.
            return null;
        }
    }

    private static void Write(BinaryWriter writer, OwnedEntry entry)
    {
        WriteName(writer, entry.Path);
        writer.Write((byte)((entry.Content is null ? 0 : ContentFlag) | (entry.Target is null ? 0 : TargetFlag)
            | (entry.IsDoubtful ? DoubtfulFlag : 0)));
        var status = entry.Status;
        writer.Write(status.Inode);
        writer.Write(status.Size);
        writer.Write(status.Modified);
        writer.Write(status.Changed);
        writer.Write(status.Mode);
        if (entry.Content is { } content) WriteHash(writer, content);
        if (entry.Target is { } target) WriteName(writer, target);
    }

    private static OwnedEntry ReadEntry(BinaryReader reader)
    {
        var (path, flags) = (ReadName(reader), reader.ReadByte());
        var status = new FileStatus(
            reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt16(),
            Links: 1);
        var content = (flags & ContentFlag) != 0 ? (Digest?)ReadDigest(reader) : null;
        var target = (flags & TargetFlag) != 0 ? ReadName(reader) : null;
        return new(path, status, content, target) { IsDoubtful = (flags & DoubtfulFlag) != 0 };
    }

    private static void WriteName(BinaryWriter writer, string name)
    {
        var bytes = new byte[FileName.CountBytes(name)];
        FileName.GetBytes(name, bytes);
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadName(BinaryReader reader)
    {
        var bytes = new byte[
            reader.Read7BitEncodedInt() is var length && length >= 0 && length <= reader.BaseStream.Length
                ? length
                : throw new FormatException("a name longer than its file")];
        reader.BaseStream.ReadExactly(bytes);
        return FileName.Decode(bytes);
    }

    private static void Write(BinaryWriter writer, Digest? digest)
    {
        writer.Write(digest is not null);
        if (digest is { } some) WriteHash(writer, some);
    }

    private static void WriteHash(BinaryWriter writer, Digest digest)
    {
        Span<byte> hash = stackalloc byte[32];
        digest.CopyTo(hash);
        writer.Write(hash);
    }

    private static Digest ReadDigest(BinaryReader reader)
    {
        Span<byte> hash = stackalloc byte[32];
        reader.BaseStream.ReadExactly(hash);
        return Digest.FromHash(hash);
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        // An item takes at least one byte.
        if (count < 0 || count > reader.BaseStream.Length) throw new FormatException("a list longer than its file");
        var list = new List<T>(count);
        for (var i = 0; i < count; i++) list.Add(read(reader));
        return list;
    }
}
