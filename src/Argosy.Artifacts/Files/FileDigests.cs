using System.Collections.Concurrent;
using System.Text;

namespace Argosy.Artifacts.Files;

/// <summary>Digests of files, computed again only when the file system reports a change.</summary>
/// <remarks>
/// A file is unchanged while its inode, size and both times of change (nanoseconds) are; no program can set the second
/// of them. A file written at the same moment as it is read could change again without a new stamp, so it is read again
/// next time (git's racy rule). Stamps of whole seconds come from a file system without finer ones: there that moment
/// is as long as its coarsest stamp. The table is a file of the workspace; if it is lost, files are only read again.
/// </remarks>
public sealed class FileDigests
{
    // Coarser than the clock of any file system with stamps finer than a second (ext4: a kernel tick of at most 10 ms).
    private const long Young = 50_000_000;
    // Coarser than whole-second stamps: ext4 with small inodes and HFS+ have one second, FAT has two.
    private const long YoungWhole = 2_500_000_000;
    private const long Second = 1_000_000_000;
    private const uint Magic = 0x31464441; // "ADF1"
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly string _table;
    private volatile bool _changed;

    private FileDigests(string table) => _table = table;

    /// <summary>The table at this path, or an empty one if it is missing or damaged.</summary>
    public static FileDigests Load(string table)
    {
        var digests = new FileDigests(table);
        try
        {
            if (File.Exists(table)) digests.Read(File.ReadAllBytes(table));
        }
        catch (Exception e) when (e is IOException or EndOfStreamException or ArgumentException or FormatException)
        {
            digests._entries.Clear();
        }

        return digests;
    }

    /// <summary>The digest of a file's content, links followed; null if there is no such file.</summary>
    public Digest? TryOf(string path) => Posix.TryStatus(path) is { IsFile: true } status ? Of(path, status) : null;

    /// <summary>The same for an existing file.</summary>
    public Digest Of(string path) => TryOf(path) ?? throw new FileNotFoundException($"there is no file {path}", path);

    internal Digest Of(string path, FileStatus status)
    {
        if (_entries.TryGetValue(path, out var known) && known.Fits(status))
        {
            known.Seen = true;
            return known.Digest;
        }

        var digest = Digest.OfFile(path);
        if (IsSettled(status, FileClock.Now()) && Posix.TryStatus(path) == status)
        {
            _entries[path] = new(status.Inode, status.Size, status.Modified, status.Changed, digest) { Seen = true };
            _changed = true;
        }

        return digest;
    }

    /// <summary>Whether the file's stamps are certain to change with its content from now on.</summary>
    /// <param name="status">Its stamps.</param>
    /// <param name="now"><see cref="FileClock.Now"/>, after the file was read.</param>
    internal static bool IsSettled(FileStatus status, long now) =>
        now - Math.Max(status.Modified, status.Changed) > (status.Changed % Second == 0 ? YoungWhole : Young);

    /// <summary>Writes the table, if it has changed.</summary>
    public void Save()
    {
        if (!_changed) return;
        // The next run may need entries that this run didn't use, but they must not accumulate.
        var seen = _entries.Count(e => e.Value.Seen);
        var kept = _entries.Count > (4 * seen) + 10_000 ? _entries.Where(e => e.Value.Seen) : _entries;
        // The table is UTF-8: files with other names are read in every run.
        AtomicFile.Write(_table, stream => Write(stream, [.. kept.Where(e => !FileName.IsRaw(e.Key))]));
        _changed = false;
    }

    private static void Write(Stream stream, KeyValuePair<string, Entry>[] entries)
    {
        using var writer = new BinaryWriter(new BufferedStream(stream, 1 << 16), Encoding.UTF8);
        Span<byte> hash = stackalloc byte[32];
        writer.Write(Magic);
        writer.Write(entries.Length);
        foreach (var (path, entry) in entries)
        {
            writer.Write(path);
            writer.Write(entry.Inode);
            writer.Write(entry.Size);
            writer.Write(entry.Modified);
            writer.Write(entry.Changed);
            entry.Digest.CopyTo(hash);
            writer.Write(hash);
        }
    }

    private void Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        Span<byte> hash = stackalloc byte[32];
        if (reader.ReadUInt32() != Magic) return;
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var path = reader.ReadString();
            var (inode, size, modified, changed) =
                (reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            reader.BaseStream.ReadExactly(hash);
            _entries[path] = new(inode, size, modified, changed, Digest.FromHash(hash));
        }
    }

    private sealed record Entry(ulong Inode, long Size, long Modified, long Changed, Digest Digest)
    {
        /// <summary>It was requested in this run.</summary>
        internal bool Seen { get; set; }

        internal bool Fits(FileStatus status) => Inode == status.Inode && Size == status.Size
            && Modified == status.Modified && Changed == status.Changed;
    }
}
