using System.Buffers.Binary;
using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Journal;

/// <summary>Folders of tasks' input trees by their digest, each stored once: <c>.argosy/inputs</c>. They show which
/// files changed; if they are lost, only that information is lost.</summary>
/// <remarks>
/// <code>
/// argosy-inputs/1 LF  size(8) of the live data when this file was rewritten
/// digest(32) length(4) folder        (one a record; little-endian; see <see cref="InputTree"/>)
/// </code>
/// The file is read on first use: a run without work doesn't read it.
/// </remarks>
public sealed class InputTrees
{
    private const int DigestSize = 32;
    private const int RecordHeader = DigestSize + sizeof(int);
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long SmallestToSweep = 8 << 20;
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly bool _isRead;
    private Dictionary<Digest, (long Offset, int Length)>? _known;
    private FileStream? _file;
    private long _live;

    internal InputTrees(string path, bool isRead) => (_path, _isRead) = (path, isRead);

    private static ReadOnlySpan<byte> Magic => "argosy-inputs/1\n"u8;

    private static int HeaderSize => Magic.Length + sizeof(long);

    /// <summary>Keeps a folder that isn't kept yet.</summary>
    public void Keep(Digest digest, ReadOnlySpan<byte> folder)
    {
        lock (_lock)
        {
            var known = Known();
            if (!known.TryAdd(digest, (_file!.Length + RecordHeader, folder.Length))) return;
            var end = _file.Length;
            try
            {
                _file.Position = end;
                Write(_file, digest, folder);
                _file.Flush();
            }
            catch (IOException)
            {
                // A full disk: the task runs, but the next run can't list changes file by file.
                known.Remove(digest);
            }
        }
    }

    /// <summary>The folder's bytes; null if it is unknown, or doesn't match its digest.</summary>
    public byte[]? Find(Digest digest)
    {
        lock (_lock)
        {
            if (!Known().TryGetValue(digest, out var place)) return null;
            var bytes = new byte[place.Length];
            _file!.Position = place.Offset;
            return _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
                && Digest.Of(bytes) == digest
                ? bytes
                : null;
        }
    }

    /// <summary>Closes the file, and rewrites it if no record refers to most of it any more.</summary>
    /// <param name="roots">The trees that records name.</param>
    internal void Close(Func<IEnumerable<Digest>> roots)
    {
        lock (_lock)
        {
            if (_file is null) return;
            if (_file.Length > Math.Max(SmallestToSweep, 3 * _live)) Sweep(roots());
            _file.Dispose();
            (_file, _known) = (null, null);
        }
    }

    private void Sweep(IEnumerable<Digest> roots)
    {
        var live = new HashSet<Digest>();
        var left = new Stack<Digest>(roots);
        while (left.TryPop(out var next))
        {
            if (!live.Add(next) || Find(next) is not { } folder) continue;
            foreach (var inner in InputTree.Inner(folder)) left.Push(inner);
        }

        AtomicFile.Write(_path, stream =>
        {
            WriteHeader(stream, live.Sum(d =>
                Known().TryGetValue(d, out var place) ? (long)RecordHeader + place.Length : 0));
            foreach (var digest in live)
            {
                if (Find(digest) is { } folder) Write(stream, digest, folder);
            }
        }, Private);
    }

    private Dictionary<Digest, (long Offset, int Length)> Known()
    {
        if (_known is not null) return _known;
        _known = [];
        if (_isRead && !File.Exists(_path)) return _known;
        _file = _isRead
            ? new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
            : new(_path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                BufferSize = 1 << 16,
                UnixCreateMode = Private,
            });
        var end = Index(_file, _known);
        if (!_isRead && end == 0)
        {
            _file.SetLength(0);
            WriteHeader(_file, 0);
        }
        else if (!_isRead && _file.Length > end)
        {
            // A partial record of a killed process.
            _file.SetLength(end);
        }

        return _known;
    }

    // The end of the last complete record; 0 if this is no such file.
    private long Index(FileStream file, Dictionary<Digest, (long Offset, int Length)> known)
    {
        Span<byte> header = stackalloc byte[RecordHeader];
        var first = header[..HeaderSize];
        if (file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) < first.Length
            || !first.StartsWith(Magic))
            return 0;
        _live = BinaryPrimitives.ReadInt64LittleEndian(first[Magic.Length..]);
        long end = HeaderSize;
        while (file.ReadAtLeast(header, RecordHeader, throwOnEndOfStream: false) == RecordHeader)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header[DigestSize..]);
            if (length < 0 || end + RecordHeader + length > file.Length) break;
            known[Digest.FromHash(header[..DigestSize])] = (end + RecordHeader, length);
            end += RecordHeader + length;
            file.Position = end;
        }

        return end;
    }

    private static void Write(Stream stream, Digest digest, ReadOnlySpan<byte> folder)
    {
        Span<byte> header = stackalloc byte[RecordHeader];
        digest.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[DigestSize..], folder.Length);
        stream.Write(header);
        stream.Write(folder);
    }

    private static void WriteHeader(Stream stream, long live)
    {
        Span<byte> size = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(size, live);
        stream.Write(Magic);
        stream.Write(size);
    }
}
