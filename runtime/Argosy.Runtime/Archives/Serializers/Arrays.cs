namespace Argosy.Runtime;

/// <summary>Arrays of bitwise elements: pinned and sent in place, received into their final memory.</summary>
internal sealed unsafe class BitwiseArraySerializer<T> : ISerializer<T[]?>
    where T : unmanaged
{
    public void Write(ref ArchiveWriter writer, in T[]? value)
    {
        if (value is null)
            writer.WriteByte(0);
        else if (BulkFrame<T>.WriteHeader(ref writer, value.Length) is var bytes and > 0)
            AddChunk(ref writer, value, bytes);
        else
            BulkFrame<T>.WriteInline(ref writer, value);
    }

    public T[]? Read(ref ArchiveReader reader)
    {
        if (BulkFrame<T>.ReadHeader(ref reader) is not { } header)
            return null;
        if (header.Count == 0)
            return [];
        var array = UninitializedArray.Allocate<T>(header.Count);
        if (header.Bytes >= ArchiveLayout.DefaultThreshold)
            Interlocked.Add(ref Counters.s_managedPayloadBytes, header.Bytes);
        if (header.IsInline)
        {
            BulkFrame<T>.ReadInline(ref reader, array);
            return array;
        }
        var pin = new PinnedArray(array);
        reader.Source.Ask(
            new Fill(header.Chunk, pin.Address, header.Bytes, ByteSwapped<T>.Around(pin, pin.Address, header.Count)));
        return array;
    }

    private static void AddChunk(ref ArchiveWriter writer, T[] value, int bytes)
    {
        if (!ByteOrder.MovesAsIs<T>())
        {
            BulkFrame<T>.AddReversed(ref writer, value);
            return;
        }
        var pin = new PinnedArray(value);
        writer.AddChunk(pin.Address, bytes, pin);
    }
}

/// <summary>Arrays of other elements: a varint of the count + 1, then the elements; only 0 for null.</summary>
internal sealed class ArraySerializer<T> : ISerializer<T[]?>
{
    private Part<T> _element;

    public void Write(ref ArchiveWriter writer, in T[]? value)
    {
        writer.WriteCount(value?.Length);
        if (value is null)
            return;
        var before = writer.Position;
        for (var i = 0; i < value.Length; i++)
            _element.Write(ref writer, in value[i]);
        Elements.RequireBytes<T>(writer.Position - before, value.Length);
    }

    public T[]? Read(ref ArchiveReader reader)
    {
        if (reader.ReadNullableCount() is not { } count)
            return null;
        if (count == 0)
            return [];
        var array = new T[count];
        for (var i = 0; i < array.Length; i++)
            array[i] = _element.Read(ref reader);
        return array;
    }
}

/// <summary>The rule by which readers compare a count with the remaining bytes.</summary>
internal static class Elements
{
    /// <exception cref="ArchiveException">There are more elements than bytes:
    /// a reader would reject the count.</exception>
    internal static void RequireBytes<T>(int bytes, int count)
    {
        if (bytes < count)
            throw ArchiveException.Unsupported(
                $"{count} values of {typeof(T)} were written with {bytes} bytes",
                "Its serializer must write one byte at least.");
    }
}
