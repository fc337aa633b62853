using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>Operations for big-endian machines.</summary>
internal static unsafe class ByteOrder
{
    /// <summary>A number with its bytes reversed.</summary>
    internal static T Reverse<T>(T value)
        where T : unmanaged
    {
        switch (sizeof(T))
        {
            case 2:
                *(ushort*)&value = BinaryPrimitives.ReverseEndianness(*(ushort*)&value);
                break;
            case 4:
                *(uint*)&value = BinaryPrimitives.ReverseEndianness(*(uint*)&value);
                break;
            case 8:
                *(ulong*)&value = BinaryPrimitives.ReverseEndianness(*(ulong*)&value);
                break;
        }
        return value;
    }

    /// <summary>Copies numbers and reverses each of them.</summary>
    internal static void Reverse<T>(ReadOnlySpan<T> source, Span<byte> target)
        where T : unmanaged
    {
        var turned = MemoryMarshal.Cast<byte, T>(target);
        for (var i = 0; i < source.Length; i++)
            turned[i] = Reverse(source[i]);
    }

    /// <summary>Whether many values can be moved as one piece of memory on this machine.</summary>
    internal static bool MovesAsIs<T>()
        where T : unmanaged => BitConverter.IsLittleEndian || sizeof(T) == 1;

    /// <exception cref="ArchiveException">It is a structure,
    /// whose numbers are unknown and so can't be reversed.</exception>
    internal static void Require<T>()
        where T : unmanaged
    {
        if (!MovesAsIs<T>() && !typeof(T).IsPrimitive && !typeof(T).IsEnum)
            throw ArchiveException.Unsupported(
                $"{typeof(T)} travels as the bytes it is, and this machine keeps the highest first",
                "Mark it [Archivable] and send it by itself or in a list.");
    }
}
