using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Snapshots;

/// <summary>Names and file system stamps of files and whole folders, as bytes that are the same only
/// while nothing changed.</summary>
/// <remarks>
/// Compared byte by byte and never hashed, so that no two states are taken for one. Entries are in the folder's
/// own order: a file system that reorders an unchanged folder only costs a run. A folder's stamps aren't part of
/// the bytes, since programs use temporary files; its entries are. Stamps alone can't see a change within a clock
/// tick: <see cref="IsSettled"/>.
/// </remarks>
/// <param name="since">Everything must have been unchanged for longer than a clock tick at this time, in nanoseconds
/// since 1970; null if that isn't asked.</param>
internal sealed unsafe class TreeState(long? since = null)
{
    private const int EntrySize = 36;
    private const ushort EndOfFolder = 0;
    private const ushort Missing = 1;
    private byte[] _bytes = new byte[1 << 20];
    private int _length;

    /// <summary>The state of everything added.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Nothing changed since the given time, nor so shortly before that a further change could
    /// have the same stamps.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>The links to folders; only if a time is given.</summary>
    public List<LinkedFolder> LinkedFolders { get; } = [];

    /// <summary>Adds what a path leads to, links followed, or that it leads nowhere.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="onlyGrows">Each change makes the file longer or another one: it may be young.</param>
    public void AddFile(string path, bool onlyGrows = false)
    {
        if (Posix.TryStatus(path) is { } status)
        {
            Append(status, default);
            if (!status.IsFolder && !onlyGrows) Settle(status);
            return;
        }

        // It may have been there a moment ago; its folder shows that.
        for (var around = Path.GetDirectoryName(path); around is not null; around = Path.GetDirectoryName(around))
        {
            if (Posix.TryStatus(around) is not { } folder) continue;
            Settle(folder);
            break;
        }

        Append(Missing);
    }

    /// <summary>Adds everything below a folder.</summary>
    /// <param name="path">A folder, or a link to one.</param>
    /// <param name="skipsMade">Leaves out the folders that <see cref="InputFiles"/> leaves out.</param>
    public void AddTree(string path, bool skipsMade)
    {
        var folder = Posix.TryOpen(Posix.CurrentFolder, path, Posix.ReadOnly | Posix.FolderOnly);
        if (folder < 0) throw new IOException($"the folder {path} can't be read");
        Walk(folder, skipsMade);
    }

    private void Walk(int opened, bool skipsMade)
    {
        var folder = Posix.OpenFolder(opened);
        if (folder == 0)
        {
            Posix.Close(opened);
            throw new IOException("a folder can't be read");
        }

        try
        {
            if (Posix.TryStatus(opened) is { } own) Settle(own);
            List<byte[]>? folders = null;
            var hasProject = false;
            for (var entry = Posix.ReadEntry(folder); entry is not null; entry = Posix.ReadEntry(folder))
            {
                var at = entry + Posix.NameOffset;
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(at);
                if (name is [(byte)'.'] or [(byte)'.', (byte)'.']) continue;
                var status = Posix.TryStatus(opened, at)
                    ?? throw new IOException("an entry was removed while its folder was read");
                Append(status, name);
                if (status.IsFolder && !(skipsMade && MadeFolders.IsMade(name))) (folders ??= []).Add([.. name, 0]);
                if (status.IsFolder) continue;
                Settle(status);
                if (status.IsLink) AppendTarget(opened, at);
                hasProject |= status.IsFile && MadeFolders.IsProject(name);
            }

            Append(EndOfFolder);
            foreach (var inner in folders ?? [])
            {
                if (skipsMade && hasProject
                    && MadeFolders.IsMadeBesideProject(inner.AsSpan(0, inner.Length - 1))) continue;
                Walk(Open(opened, inner), skipsMade);
            }
        }
        finally
        {
            _ = Posix.CloseFolder(folder);
        }
    }

    private static int Open(int folder, byte[] name)
    {
        fixed (byte* at = name)
        {
            var opened = Posix.TryOpen(folder, at, Posix.ReadOnly | Posix.FolderOnly | Posix.NoFollow);
            return opened >= 0 ? opened : throw new IOException("a folder can't be read");
        }
    }

    // Of a link to a file the file counts as an input; a folder that it leads to is part of the
    // tree, or only the link counts.
    private void AppendTarget(int folder, byte* name)
    {
        if (Posix.TryTarget(folder, name) is not { } target)
        {
            Append(Missing);
            return;
        }

        Append(target, default);
        if (!target.IsFolder) Settle(target);
        else if (since is not null) LinkedFolders.Add(LinkedFolder.At(folder, name));
    }

    private void Settle(FileStatus status)
    {
        if (since is { } time) IsSettled &= FileDigests.IsSettled(status, time);
    }

    private void Append(FileStatus status, ReadOnlySpan<byte> name)
    {
        var span = Room(EntrySize + name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(span, status.Mode);
        BinaryPrimitives.WriteUInt64LittleEndian(span[2..], status.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(span[10..], status.IsFolder ? 0 : status.Size);
        BinaryPrimitives.WriteInt64LittleEndian(span[18..], status.IsFolder ? 0 : status.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(span[26..], status.IsFolder ? 0 : status.Changed);
        BinaryPrimitives.WriteUInt16LittleEndian(span[34..], (ushort)name.Length);
        name.CopyTo(span[EntrySize..]);
    }

    // No entry has such a mode.
    private void Append(ushort mark) => BinaryPrimitives.WriteUInt16LittleEndian(Room(2), mark);

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - _length < size) Array.Resize(ref _bytes, (2 * _bytes.Length) + size);
        var span = _bytes.AsSpan(_length, size);
        _length += size;
        return span;
    }
}
