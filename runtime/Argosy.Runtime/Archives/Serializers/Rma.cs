namespace Argosy.Runtime;

/// <summary>In the form of an array; received in a block of the port's pool, which the action borrows.</summary>
internal sealed unsafe class RmaVectorSerializer<T> : ISerializer<RmaVector<T>?>
    where T : unmanaged
{
    internal RmaVectorSerializer() => ByteOrder.Require<T>();

    public void Write(ref ArchiveWriter writer, in RmaVector<T>? value)
    {
        if (value is null)
            writer.WriteByte(0);
        else if (BulkFrame<T>.WriteHeader(ref writer, value.Length) is var bytes && bytes == 0)
            BulkFrame<T>.WriteInline(ref writer, value.Span);
        else if (!ByteOrder.MovesAsIs<T>())
            BulkFrame<T>.AddReversed(ref writer, value.Span);
        else
            writer.AddChunk(value.Block.Address, bytes, value.Block.AddReference());
        if (value is not null)
            writer.Wrote(value);
    }

    public RmaVector<T>? Read(ref ArchiveReader reader)
    {
        if (BulkFrame<T>.ReadHeader(ref reader) is not { } header)
            return null;
        var vector = new RmaVector<T>(PoolBlock.Read<T>(ref reader, header), header.Count);
        reader.Source.Own(vector);
        return vector;
    }
}

/// <summary>A vector of one element.</summary>
internal sealed class RmaObjectSerializer<T> : ISerializer<RmaObject<T>?>
    where T : unmanaged
{
    internal RmaObjectSerializer() => ByteOrder.Require<T>();

    public void Write(ref ArchiveWriter writer, in RmaObject<T>? value) => Vectors.Write(ref writer, value?.Vector);

    public RmaObject<T>? Read(ref ArchiveReader reader)
    {
        if (Vectors.Read(ref reader) is not { } vector)
            return null;
        return vector.Length == 1
            ? new RmaObject<T>(vector)
            : throw ArchiveException.Malformed($"an object of {typeof(T)} comes as {vector.Length} of them");
    }

    private static RmaVectorSerializer<T> Vectors { get; } = new();
}

/// <summary>In the form of an array; received in a block of the port's pool, which the action borrows.</summary>
internal sealed class SerializeBufferSerializer<T> : ISerializer<SerializeBuffer<T>?>
    where T : unmanaged
{
    internal SerializeBufferSerializer() => ByteOrder.Require<T>();

    public void Write(ref ArchiveWriter writer, in SerializeBuffer<T>? value)
    {
        if (value is null)
            writer.WriteByte(0);
        else
            Window.Write<T>(ref writer, value.Memory, value.Hold);
        if (value is not null)
            writer.Wrote(value);
    }

    public SerializeBuffer<T>? Read(ref ArchiveReader reader)
    {
        if (BulkFrame<T>.ReadHeader(ref reader) is not { } header)
            return null;
        var buffer = BlockMemory<T>.Wrap(PoolBlock.Read<T>(ref reader, header), header.Count, BufferMode.Take);
        reader.Source.Own(buffer);
        return buffer;
    }
}

/// <summary>Elements received into a pool.</summary>
internal static unsafe class PoolBlock
{
    /// <summary>A block that has the elements, or will have them after its fill.
    /// The caller owns its reference.</summary>
    internal static RmaBlock Read<T>(ref ArchiveReader reader, in BulkHeader header)
        where T : unmanaged
    {
        var block = reader.Source.Pool.Rent(header.Bytes);
        if (header.IsInline)
            BulkFrame<T>.ReadInline(ref reader, new Span<T>(block.Address, header.Count));
        else
        {
            var owner = ByteSwapped<T>.Around(block.AddReference(), block.Address, header.Count);
            reader.Source.Ask(new Fill(header.Chunk, block.Address, header.Bytes, owner));
        }
        return block;
    }
}
