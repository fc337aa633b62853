using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Argosy.Artifacts.Ownership;

namespace Argosy.Artifacts.Files;

/// <summary>Checks whether outputs are unchanged since the task, by names, inodes, sizes and times, without reading
/// them.</summary>
/// <remarks>No program can set the time of change, so a replacement of the same size and time is detected, and so is a
/// change through a hard link elsewhere. If a signature differs, the contents are compared.</remarks>
public static class OutputSignature
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_bytes;

    /// <summary>A digest over all entries below these paths, or null if one of the paths is missing. It differs each
    /// time while a file is so young that it could change again with the same stamps.</summary>
    public static Digest? TryCompute(string root, IReadOnlyList<string> outputs)
    {
        var bytes = s_bytes ??= new(1024);
        bytes.ResetWrittenCount();
        // Before the first look: later changes have a later time.
        var now = FileClock.Now();
        var young = false;
        for (var i = 0; i < outputs.Count; i++)
        {
            var output = outputs[i];
            var full = $"{root}/{output}";
            if (Posix.TryStatus(full, follow: false) is not { } status) return null;
            Append(bytes, output, status, full);
            young |= status.IsFile && OwnedEntry.IsYoung(status, now);
            if (status.IsFolder) young |= Walk(bytes, full, now);
        }

        if (young) bytes.Write(Guid.NewGuid().ToByteArray());
        return Digest.Of(bytes.WrittenSpan);
    }

    // Whether a file below is young.
    private static bool Walk(ArrayBufferWriter<byte> bytes, string folder, long now)
    {
        var young = false;
        foreach (var (name, status) in FolderWalk.Read(folder))
        {
            var full = $"{folder}/{name}";
            Append(bytes, name, status, full);
            young |= status.IsFile && OwnedEntry.IsYoung(status, now);
            if (!status.IsFolder) continue;
            young |= Walk(bytes, full, now);
            bytes.Write("\n"u8);
        }

        return young;
    }

    // Tools that use temporary files change a folder's times: only its entries count.
    private static void Append(ArrayBufferWriter<byte> bytes, string name, FileStatus status, string full)
    {
        var target = status.IsLink ? Posix.TryReadLink(full) ?? "" : "";
        var size = Encoding.UTF8.GetMaxByteCount(name.Length + target.Length) + 48;
        var span = bytes.GetSpan(size);
        BinaryPrimitives.WriteUInt16LittleEndian(span, status.Mode);
        BinaryPrimitives.WriteInt64LittleEndian(span[2..], status.IsFile ? status.Size : 0);
        BinaryPrimitives.WriteInt64LittleEndian(span[10..], status.IsFile ? status.Modified : 0);
        BinaryPrimitives.WriteInt64LittleEndian(span[18..], status.IsFile ? status.Changed : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(span[26..], status.IsFile ? status.Inode : 0);
        var at = 34 + FileName.GetBytes(name, span[34..]);
        span[at++] = 0;
        at += FileName.GetBytes(target, span[at..]);
        span[at++] = 0;
        bytes.Advance(at);
    }
}
