using System.Buffers.Binary;
using Argosy.Artifacts.Files;

namespace Argosy.Packages.Wheels;

/// <summary>The directory at the end of a zip, looked at before a reader keeps all of it in memory.</summary>
/// <remarks>Format: PKWARE's APPNOTE, section 4.3.16.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int MaxComment = 0xffff;
    private const uint MaxSize = 32 << 20;

    /// <summary>Throws <see cref="InvalidDataException"/> for a file that isn't a zip, or whose directory has more than
    /// 65534 entries or 32 MiB.</summary>
    public static void Demand(string path)
    {
        using var file = RegularFile.OpenRead(path);
        var length = (int)Math.Min(file.Length, EndLength + MaxComment);
        var tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndLength > length) throw new InvalidDataException("it isn't a zip");
        var end = tail.AsSpan(at);
        if (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]) == ushort.MaxValue
            || BinaryPrimitives.ReadUInt32LittleEndian(end[12..]) > MaxSize)
            throw new InvalidDataException("its directory has more than 65534 entries or 32 MiB");
    }
}
