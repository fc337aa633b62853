namespace Argosy.Runtime;

// Values with invalid bytes, or with an unspecified layout: each is checked when read.

/// <summary>One byte, 0 or 1.</summary>
internal sealed class BooleanSerializer : ISerializer<bool>, IBitwiseSerializer
{
    public void Write(ref ArchiveWriter writer, in bool value) => writer.WriteByte(value ? (byte)1 : (byte)0);

    public bool Read(ref ArchiveReader reader) => reader.ReadFlag();
}

/// <summary>8 bytes, independent of the machine's word size.</summary>
internal sealed class NativeIntegerSerializer : ISerializer<nint>
{
    public void Write(ref ArchiveWriter writer, in nint value) => writer.WriteInt64(value);

    public nint Read(ref ArchiveReader reader)
    {
        var value = reader.ReadInt64();
        return value == (nint)value
            ? (nint)value
            : throw ArchiveException.Malformed($"{value} is no native integer here");
    }
}

/// <summary>8 bytes, independent of the machine's word size.</summary>
internal sealed class NativeUnsignedSerializer : ISerializer<nuint>
{
    public void Write(ref ArchiveWriter writer, in nuint value) => writer.WriteInt64((long)(ulong)value);

    public nuint Read(ref ArchiveReader reader)
    {
        var value = (ulong)reader.ReadInt64();
        return value == (nuint)value
            ? (nuint)value
            : throw ArchiveException.Malformed($"{value} is no native integer here");
    }
}

/// <summary>16 bytes: the 96 bits of the number, low to high, then sign and scale.</summary>
internal sealed class DecimalSerializer : ISerializer<decimal>
{
    private const int SignBit = unchecked((int)0x8000_0000);
    private const int ScaleBits = 0x00FF_0000;
    private const int MaximumScale = 28;

    public void Write(ref ArchiveWriter writer, in decimal value)
    {
        var bits = decimal.GetBits(value);
        writer.WriteInt64((uint)bits[0] | ((long)bits[1] << 32));
        writer.WriteInt64((uint)bits[2] | ((long)bits[3] << 32));
    }

    public decimal Read(ref ArchiveReader reader)
    {
        var low = reader.ReadInt64();
        var high = reader.ReadInt64();
        var flags = (int)(high >> 32);
        var scale = (flags & ScaleBits) >> 16;
        if ((flags & ~(SignBit | ScaleBits)) != 0 || scale > MaximumScale)
            throw ArchiveException.Malformed($"a decimal has the flags {flags:x8}");
        return new decimal((int)low, (int)(low >> 32), (int)high, flags < 0, (byte)scale);
    }
}

/// <summary>16 bytes: a 32-bit and two 16-bit numbers, little-endian,
/// then 8 bytes in the order of the text form.</summary>
internal sealed class GuidSerializer : ISerializer<Guid>, IBitwiseSerializer
{
    public void Write(ref ArchiveWriter writer, in Guid value)
    {
        if (BitConverter.IsLittleEndian)
            writer.WriteUnmanaged(value);
        else
            writer.WriteBytes(value.ToByteArray());
    }

    public Guid Read(ref ArchiveReader reader) => BitConverter.IsLittleEndian
        ? reader.ReadUnmanaged<Guid>()
        : new Guid(reader.ReadBytes(16).ToArray());
}
