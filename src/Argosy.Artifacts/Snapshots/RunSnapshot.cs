using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Argosy.Artifacts.Snapshots;

/// <summary>What a run without work saw and printed: while all of that is the same, the next one has
/// nothing to do either.</summary>
/// <remarks>
/// The file is <c>.argosy/noop</c>: a magic line, a check sum (CRC-32C) of the rest, then the fields as BinaryWriter
/// writes them. Variables' values aren't in it, only a digest.
/// </remarks>
public sealed class RunSnapshot
{
    /// <summary>The journal, relative to the project: only appended to, or replaced by another file. The recorded
    /// run may have written it, which no other could in the meantime: it holds the lock.</summary>
    public const string Journal = ".argosy/journal";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The command line, as <see cref="RunRequest"/> writes it.</summary>
    public required string Request { get; init; }

    /// <summary>See <see cref="ProcessEnvironment.Counted"/>.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>See <see cref="ProcessEnvironment.DigestOf"/>.</summary>
    public required Digest Environment { get; init; }

    /// <summary>Paths outside of the project's tree, or left out of it, of which the file counts or
    /// that there is none.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Folders outside of the project's tree, or left out of it, that count with
    /// all that is in them.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>What the run printed, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The state of the project's tree, the files and the folders.</summary>
    public ReadOnlyMemory<byte> State { get; private set; }

    private static ReadOnlySpan<byte> Magic => "argosy-noop/1\n"u8;

    /// <summary>Records the state of files; false if it isn't certain that the run saw the same.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="since">When the run began, before it read anything, in nanoseconds since 1970.</param>
    public bool TryTake(string root, long since)
    {
        var (tree, folders) = Look(root, since);
        if (!tree.IsSettled || !folders.IsSettled) return false;
        if (!LinkedFolder.AreCovered(root, Folders, tree.LinkedFolders.Concat(folders.LinkedFolders))) return false;
        State = (byte[])[.. tree.Bytes, .. folders.Bytes];
        return true;
    }

    /// <summary>Whether a run in this folder would see the same, and so would print the same.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="request">The command line's form.</param>
    /// <param name="environment">The block of the run's variables.</param>
    public bool Holds(string root, string request, ReadOnlySpan<byte> environment)
    {
        if (request != Request || ProcessEnvironment.DigestOf(environment, Variables) != Environment) return false;
        var (tree, folders) = Look(root, null);
        var state = State.Span;
        return state.Length == tree.Bytes.Length + folders.Bytes.Length
            && state.StartsWith(tree.Bytes) && state.EndsWith(folders.Bytes);
    }

    /// <summary>Writes the file atomically, readable for the user alone.</summary>
    public void Write(string path)
    {
        var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Request);
            WriteList(writer, Variables);
            writer.Write(Environment.Hex);
            WriteList(writer, Files);
            WriteList(writer, Folders);
            writer.Write(Text.Length);
            writer.Write(Text.Span);
            writer.Write(State.Length);
            writer.Write(State.Span);
        }

        AtomicFile.Write(path, stream =>
        {
            stream.Write(Magic);
            stream.Write(BitConverter.GetBytes(CheckSum(payload.GetBuffer().AsSpan(0, (int)payload.Length))));
            payload.WriteTo(stream);
        }, Private);
    }

    /// <summary>Null for anything that <see cref="Write"/> of this version didn't write.</summary>
    public static RunSnapshot? TryRead(string path)
    {
        const int sum = sizeof(uint);
        try
        {
            var bytes = File.ReadAllBytes(path);
            var begin = Magic.Length + sum;
            if (bytes.Length < begin || !bytes.AsSpan().StartsWith(Magic)) return null;
            if (BitConverter.ToUInt32(bytes, Magic.Length) != CheckSum(bytes.AsSpan(begin))) return null;
            using var reader = new BinaryReader(new MemoryStream(bytes, begin, bytes.Length - begin), Encoding.UTF8);
            var snapshot = new RunSnapshot
            {
                Request = reader.ReadString(),
                Variables = ReadList(reader),
                Environment = Digest.TryParse(reader.ReadString()) ?? throw new FormatException("no digest"),
                Files = ReadList(reader),
                Folders = ReadList(reader),
                Text = reader.ReadBytes(reader.ReadInt32()),
            };
            var length = reader.ReadInt32();
            var at = begin + (int)reader.BaseStream.Position;
            if (length != bytes.Length - at) return null;
            snapshot.State = bytes.AsMemory(at, length);
            return snapshot;
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    // System calls are nearly all of the work, and roots in .argosy are as large as the rest of a
    // project: two threads halve the time.
    private (TreeState Tree, TreeState Folders) Look(string root, long? since)
    {
        var (tree, folders) = (new TreeState(since), new TreeState(since));
        Exception? fault = null;
        var other = new Thread(() =>
        {
            try
            {
                foreach (var folder in Folders) folders.AddTree(Path.Combine(root, folder), skipsMade: false);
            }
            catch (Exception e)
            {
                fault = e;
            }
        });
        other.Start();
        try
        {
            tree.AddTree(root, skipsMade: true);
            foreach (var file in Files) tree.AddFile(Path.Combine(root, file), onlyGrows: file == Journal);
        }
        finally
        {
            other.Join();
        }

        return fault is null ? (tree, folders) : throw new IOException("a folder can't be read", fault);
    }

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var octet in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }

    private static void WriteList(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts) writer.Write(text);
    }

    private static List<string> ReadList(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        // Each has at least a byte.
        if (count < 0 || count > reader.BaseStream.Length) throw new FormatException("a list longer than its file");
        var texts = new List<string>();
        for (var i = 0; i < count; i++) texts.Add(reader.ReadString());
        return texts;
    }
}
