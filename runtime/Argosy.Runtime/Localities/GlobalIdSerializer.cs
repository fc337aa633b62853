using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>Home, generation and sequence, little-endian: 16 bytes.</summary>
internal sealed class GlobalIdSerializer : ISerializer<GlobalId>
{
    public void Write(ref ArchiveWriter writer, in GlobalId value)
    {
        var bytes = writer.Reserve(GlobalId.EncodedLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value.Home);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(4), value.Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(8), value.Sequence);
    }

    public GlobalId Read(ref ArchiveReader reader)
    {
        var bytes = reader.ReadBytes(GlobalId.EncodedLength);
        return new(
            BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)));
    }
}
