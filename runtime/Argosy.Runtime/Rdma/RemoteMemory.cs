using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>The data with which a process reaches another process's memory. Can be sent by any channel.</summary>
/// <param name="Address">The start of the memory, in its provider's terms; not for arithmetic.</param>
/// <param name="Key">The right to reach it. Shared memory doesn't check it:
/// there the user's own processes trust each other.</param>
/// <param name="Length">Bytes.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RemoteMemory(ulong Address, ulong Key, ulong Length)
{
    /// <summary>Bytes of the encoded form.</summary>
    public const int EncodedLength = 24;

    /// <summary>Writes three little-endian 64-bit numbers: address, key, length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The target has fewer than 24 bytes.</exception>
    public void Encode(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, Address);
        BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(8), Key);
        BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(16), Length);
    }

    /// <summary>The reverse of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The source has fewer than 24 bytes.</exception>
    public static RemoteMemory Decode(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(source),
        BinaryPrimitives.ReadUInt64LittleEndian(source.Slice(8)),
        BinaryPrimitives.ReadUInt64LittleEndian(source.Slice(16)));
}
