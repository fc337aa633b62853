using System.Text;

namespace Argosy.Artifacts.Journal;

/// <summary>Records as bytes. Binary, since reading them is most of what a build does that has nothing to do.</summary>
/// <remarks>
/// <code>
/// record  kind(1) name  then by kind:
///   T     ended(8) seconds(8) flags(1: 1 pinned, 2 has a tree, 4 restored) outputs(32) [tree(32)] [from]
///         form(length 4, bytes) why artifacts proofs notes
///   F     nothing: the task's record no longer counts
///   R     ended(8) tasks failed notRun                        (the name is the command)
/// list    count(4), items; text as BinaryWriter has it: length in 7-bit groups, UTF-8; numbers little-endian
/// </code>
/// </remarks>
internal static class JournalCodec
{
    internal const byte TaskKind = (byte)'T';
    internal const byte ForgetKind = (byte)'F';
    internal const byte RunKind = (byte)'R';
    private const int PinnedFlag = 1;
    private const int TreeFlag = 2;
    private const int RestoredFlag = 4;

    internal static void Write(BinaryWriter writer, TaskRecord record)
    {
        writer.Write(TaskKind);
        writer.Write(record.Task);
        writer.Write(record.Ended);
        writer.Write(record.Seconds);
        writer.Write((byte)((record.Pinned ? PinnedFlag : 0) | (record.Tree is null ? 0 : TreeFlag) | (record.From is null ? 0 : RestoredFlag)));
        Write(writer, record.Outputs);
        if (record.Tree is { } tree) Write(writer, tree);
        if (record.From is { } from) writer.Write(from);
        writer.Write(record.Form.Length);
        writer.Write(record.Form.Span);
        Write(writer, record.Why, static (w, line) => w.Write(line));
        Write(writer, record.Artifacts, WriteArtifact);
        Write(writer, record.Proofs, WriteProof);
        Write(writer, record.Notes, static (w, line) => w.Write(line));
    }

    internal static void Write(BinaryWriter writer, RunRecord run)
    {
        writer.Write(RunKind);
        writer.Write(run.Command);
        writer.Write(run.Ended);
        foreach (var names in (IReadOnlyList<string>[])[run.Tasks, run.Failed, run.NotRun])
            Write(writer, names, static (w, name) => w.Write(name));
    }

    internal static TaskRecord ReadTask(ReadOnlyMemory<byte> payload)
    {
        using var reader = Reader(payload);
        reader.ReadByte();
        var task = reader.ReadString();
        var ended = reader.ReadInt64();
        var seconds = reader.ReadDouble();
        var flags = reader.ReadByte();
        var outputs = ReadDigest(reader);
        Digest? tree = (flags & TreeFlag) != 0 ? ReadDigest(reader) : null;
        var from = (flags & RestoredFlag) != 0 ? reader.ReadString() : null;
        var length = reader.ReadInt32();
        var form = payload.Slice((int)reader.BaseStream.Position, length);
        reader.BaseStream.Position += length;
        return new(task, form, outputs, tree)
        {
            Ended = ended,
            Seconds = seconds,
            Pinned = (flags & PinnedFlag) != 0,
            From = from,
            Why = ReadList(reader, static r => r.ReadString()),
            Artifacts = ReadList(reader, ReadArtifact),
            Proofs = ReadList(reader, static r =>
                new Proof(r.ReadString(), (ProofLevel)r.ReadByte(), r.ReadString(), r.ReadBoolean())),
            Notes = ReadList(reader, static r => r.ReadString()),
        };
    }

    internal static RunRecord ReadRun(ReadOnlyMemory<byte> payload)
    {
        using var reader = Reader(payload);
        reader.ReadByte();
        var command = reader.ReadString();
        return new(reader.ReadInt64(), command, Names(reader), Names(reader), Names(reader));

        static IReadOnlyList<string> Names(BinaryReader reader) => ReadList(reader, static r => r.ReadString());
    }

    private static BinaryReader Reader(ReadOnlyMemory<byte> payload) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(payload, out var part)
            ? new(new MemoryStream(part.Array!, part.Offset, part.Count, writable: false), Encoding.UTF8)
            : new(new MemoryStream(payload.ToArray(), writable: false), Encoding.UTF8);

    private static void Write(BinaryWriter writer, Digest digest)
    {
        Span<byte> hash = stackalloc byte[32];
        Convert.FromHexString(digest.Hex, hash, out _, out _);
        writer.Write(hash);
    }

    private static Digest ReadDigest(BinaryReader reader)
    {
        Span<byte> hash = stackalloc byte[32];
        reader.BaseStream.ReadExactly(hash);
        return Digest.FromHash(hash);
    }

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(writer, item);
    }

    private static IReadOnlyList<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        if (count == 0) return [];
        if (count < 0 || count > reader.BaseStream.Length) throw new InvalidDataException("a list longer than its record");
        var items = new List<T>(count);
        for (; count > 0; count--) items.Add(read(reader));
        return items;
    }

    private static void WriteArtifact(BinaryWriter writer, Artifact artifact)
    {
        writer.Write(artifact.Name);
        writer.Write((byte)artifact.Kind);
        writer.Write(artifact.Architecture ?? "");
        writer.Write(artifact.Path);
        Write(writer, artifact.Digest);
        writer.Write(artifact.Size);
        writer.Write(artifact.Pinned);
    }

    private static Artifact ReadArtifact(BinaryReader reader) =>
        new(reader.ReadString(), (ArtifactKind)reader.ReadByte(), reader.ReadString() is { Length: > 0 } architecture ? architecture : null,
            reader.ReadString(), ReadDigest(reader), reader.ReadInt64())
        { Pinned = reader.ReadBoolean() };

    private static void WriteProof(BinaryWriter writer, Proof proof)
    {
        writer.Write(proof.Path);
        writer.Write((byte)proof.Level);
        writer.Write(proof.How);
        writer.Write(proof.Inconclusive);
    }
}
