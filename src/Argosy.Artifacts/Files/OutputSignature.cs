using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Argosy.Artifacts.Files;

/// <summary>Tells whether outputs are still as the task left them: names, sizes and times, so that it costs no read.
/// </summary>
/// <remarks>It guards against deleting and editing by hand. Where it differs, contents decide.</remarks>
public static class OutputSignature
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_bytes;

    /// <summary>A digest over all entries below these paths, or null where one of the paths is missing.</summary>
    public static Digest? TryCompute(string root, IReadOnlyList<string> outputs)
    {
        var bytes = s_bytes ??= new(1024);
        bytes.ResetWrittenCount();
        for (var i = 0; i < outputs.Count; i++)
        {
            var output = outputs[i];
            var full = $"{root}/{output}";
            if (Posix.TryStatus(full, follow: false) is not { } status) return null;
            Append(bytes, output, status, full);
            if (status.IsFolder) Walk(bytes, full);
        }

        return Digest.Of(bytes.WrittenSpan);
    }

    private static void Walk(ArrayBufferWriter<byte> bytes, string folder)
    {
        foreach (var (name, status) in FolderWalk.Read(folder))
        {
            var full = $"{folder}/{name}";
            Append(bytes, name, status, full);
            if (!status.IsFolder) continue;
            Walk(bytes, full);
            bytes.Write("\n"u8);
        }
    }

    // A folder's times change with what tools keep in it for a moment: its entries are what counts.
    private static void Append(ArrayBufferWriter<byte> bytes, string name, FileStatus status, string full)
    {
        var target = status.IsLink ? new FileInfo(full).LinkTarget ?? "" : "";
        var size = Encoding.UTF8.GetMaxByteCount(name.Length + target.Length) + 32;
        var span = bytes.GetSpan(size);
        BinaryPrimitives.WriteUInt16LittleEndian(span, status.Mode);
        BinaryPrimitives.WriteInt64LittleEndian(span[2..], status.IsFile ? status.Size : 0);
        BinaryPrimitives.WriteInt64LittleEndian(span[10..], status.IsFile ? status.Modified : 0);
        var at = 18 + Encoding.UTF8.GetBytes(name, span[18..]);
        span[at++] = 0;
        at += Encoding.UTF8.GetBytes(target, span[at..]);
        span[at++] = 0;
        bytes.Advance(at);
    }
}
