namespace Argosy.Artifacts.Journal;

/// <summary>Encodes records. Binary, since reading them is most of the work of a build that has nothing to
/// do.</summary>
/// <remarks>
/// <code>
/// record  kind(1) name  then by kind:
///   T     ended(8) seconds(8) flags(1: 1 pinned, 2 has a tree, 4 restored) outputs(32) [tree(32)] [from]
///         form(length 4, bytes) why artifacts proofs notes
///   F     nothing: the task's record is no longer valid
///   R     ended(8) tasks failed notRun                        (the name is the command)
/// proof   path level(1) how flags(1: 1 inconclusive, 2 has a content, from 4 the requested level, from 1)
///         [content(32)]
/// list    count(4), items; text as BinaryWriter writes it: length in 7-bit groups, UTF-8; numbers little-endian
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
    private const int InconclusiveFlag = 1;
    private const int ContentFlag = 2;
    private const int AskedShift = 2;

    internal static void Write(BinaryWriter writer, TaskRecord record)
    {
        writer.Write(TaskKind);
        writer.Write(record.Task);
        writer.Write(record.Ended);
        writer.Write(record.Seconds);
        writer.Write((byte)((record.Pinned ? PinnedFlag : 0)
            | (record.Tree is null ? 0 : TreeFlag) | (record.From is null ? 0 : RestoredFlag)));
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
        var reader = new RecordReader(payload.Span);
        reader.Byte();
        var task = reader.Text();
        var ended = reader.Int64();
        var seconds = reader.Double();
        var flags = reader.Byte();
        var outputs = reader.Digest();
        Digest? tree = (flags & TreeFlag) != 0 ? reader.Digest() : null;
        var from = (flags & RestoredFlag) != 0 ? reader.Text() : null;
        var length = reader.Int32();
        var form = payload.Slice(reader.Position, reader.Take(length).Length);
        return new(task, form, outputs, tree)
        {
            Ended = ended,
            Seconds = seconds,
            Pinned = (flags & PinnedFlag) != 0,
            From = from,
            Why = ReadTexts(ref reader),
            Artifacts = ReadArtifacts(ref reader),
            Proofs = ReadProofs(ref reader),
            Notes = ReadTexts(ref reader),
        };
    }

    /// <summary>The task's duration, without reading the rest.</summary>
    internal static double ReadSeconds(ReadOnlySpan<byte> payload)
    {
        var reader = new RecordReader(payload);
        reader.Byte();
        reader.SkipText();
        reader.Int64();
        return reader.Double();
    }

    /// <summary>The task of a record.</summary>
    internal static string ReadName(ReadOnlySpan<byte> payload)
    {
        var reader = new RecordReader(payload);
        reader.Byte();
        return reader.Text();
    }

    internal static RunRecord ReadRun(ReadOnlyMemory<byte> payload)
    {
        var reader = new RecordReader(payload.Span);
        reader.Byte();
        var command = reader.Text();
        return new(reader.Int64(), command, ReadTexts(ref reader), ReadTexts(ref reader), ReadTexts(ref reader));
    }

    private static void Write(BinaryWriter writer, Digest digest)
    {
        Span<byte> hash = stackalloc byte[32];
        digest.CopyTo(hash);
        writer.Write(hash);
    }

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(writer, item);
    }

    private static IReadOnlyList<string> ReadTexts(ref RecordReader reader)
    {
        var count = reader.Count();
        if (count == 0) return [];
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = reader.Text();
        return texts;
    }

    private static IReadOnlyList<Artifact> ReadArtifacts(ref RecordReader reader)
    {
        var count = reader.Count();
        if (count == 0) return [];
        var artifacts = new Artifact[count];
        for (var i = 0; i < count; i++) artifacts[i] = ReadArtifact(ref reader);
        return artifacts;
    }

    private static IReadOnlyList<Proof> ReadProofs(ref RecordReader reader)
    {
        var count = reader.Count();
        if (count == 0) return [];
        var proofs = new Proof[count];
        for (var i = 0; i < count; i++) proofs[i] = ReadProof(ref reader);
        return proofs;
    }

    private static Proof ReadProof(ref RecordReader reader)
    {
        var proof = new Proof(reader.Text(), (ProofLevel)reader.Byte(), reader.Text());
        var flags = reader.Byte();
        return proof with
        {
            Inconclusive = (flags & InconclusiveFlag) != 0,
            Content = (flags & ContentFlag) != 0 ? reader.Digest() : null,
            Asked = flags >> AskedShift is > 0 and var asked ? (ProofLevel)(asked - 1) : null,
        };
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

    private static Artifact ReadArtifact(ref RecordReader reader) =>
        new(reader.Text(), (ArtifactKind)reader.Byte(),
            reader.Text() is { Length: > 0 } architecture ? architecture : null,
            reader.Text(), reader.Digest(), reader.Int64())
        { Pinned = reader.Flag() };

    private static void WriteProof(BinaryWriter writer, Proof proof)
    {
        writer.Write(proof.Path);
        writer.Write((byte)proof.Level);
        writer.Write(proof.How);
        var asked = proof.Asked is { } level ? (int)level + 1 : 0;
        writer.Write((byte)((proof.Inconclusive ? InconclusiveFlag : 0)
            | (proof.Content is null ? 0 : ContentFlag) | (asked << AskedShift)));
        if (proof.Content is { } content) Write(writer, content);
    }
}
