namespace Argosy.Runtime;

/// <summary>
/// Lists of bitwise elements: always copied into the index data, in one piece, since a list may move its elements while
/// they are sent. Send long ones as arrays or vectors.
/// </summary>
internal sealed class BitwiseListSerializer<T> : ISerializer<List<T>?>
    where T : unmanaged
{
    public void Write(ref ArchiveWriter writer, in List<T>? value)
    {
        if (value is null)
        {
            writer.WriteByte(0);
            return;
        }
        writer.WriteVarint(((ulong)value.Count << 1) + 1);
        ListMemory.Write(ref writer, value);
    }

    public List<T>? Read(ref ArchiveReader reader)
    {
        if (BulkFrame<T>.ReadHeader(ref reader) is not { } header)
            return null;
        return header.IsInline
            ? ListMemory.Read<T>(ref reader, header.Count)
            : throw ArchiveException.Malformed("a list comes as a payload chunk, which an array can");
    }
}

/// <summary>Lists of other elements, in the form of <see cref="ArraySerializer{T}"/>.</summary>
internal sealed class ListSerializer<T> : ISerializer<List<T>?>
{
    private Part<T> _element;

    public void Write(ref ArchiveWriter writer, in List<T>? value)
    {
        writer.WriteCount(value?.Count);
        if (value is null)
            return;
        var before = writer.Position;
        var count = value.Count;
        for (var i = 0; i < count; i++)
            _element.Write(ref writer, value[i]);
        Elements.RequireBytes<T>(writer.Position - before, count);
    }

    public List<T>? Read(ref ArchiveReader reader)
    {
        if (reader.ReadNullableCount() is not { } count)
            return null;
        var list = new List<T>(count);
        for (var i = 0; i < count; i++)
            list.Add(_element.Read(ref reader));
        return list;
    }
}
