namespace Argosy.Runtime;

/// <summary>Pairs after their count, in the form of <see cref="ArraySerializer{T}"/>, and their comparer.</summary>
internal sealed class DictionarySerializer<TKey, TValue> : ISerializer<Dictionary<TKey, TValue>?>
    where TKey : notnull
{
    private Part<TKey> _key;
    private Part<TValue> _value;

    public void Write(ref ArchiveWriter writer, in Dictionary<TKey, TValue>? value)
    {
        if (value is null)
        {
            writer.WriteCount(null);
            return;
        }
        Comparers<TKey>.WriteCount(ref writer, value.Count, value.Comparer);
        var before = writer.Position;
        foreach (var pair in value)
        {
            _key.Write(ref writer, pair.Key);
            _value.Write(ref writer, pair.Value);
        }
        Elements.RequireBytes<KeyValuePair<TKey, TValue>>(writer.Position - before, value.Count);
    }

    public Dictionary<TKey, TValue>? Read(ref ArchiveReader reader)
    {
        if (Comparers<TKey>.ReadCount(ref reader, out var comparer) is not { } count)
            return null;
        var pairs = new Dictionary<TKey, TValue>(count, comparer);
        for (var i = 0; i < count; i++)
        {
            var next = _key.Read(ref reader) ?? throw ArchiveException.Malformed("a dictionary has a key that is null");
            pairs[next] = _value.Read(ref reader);
            if (pairs.Count == i)
                throw ArchiveException.Malformed("a dictionary has a key twice");
        }
        return pairs;
    }
}

/// <summary>Elements after their count, and their comparer.</summary>
internal sealed class HashSetSerializer<T> : ISerializer<HashSet<T>?>
{
    private Part<T> _element;

    public void Write(ref ArchiveWriter writer, in HashSet<T>? value)
    {
        if (value is null)
        {
            writer.WriteCount(null);
            return;
        }
        Comparers<T>.WriteCount(ref writer, value.Count, value.Comparer);
        var before = writer.Position;
        foreach (var one in value)
            _element.Write(ref writer, one);
        Elements.RequireBytes<T>(writer.Position - before, value.Count);
    }

    public HashSet<T>? Read(ref ArchiveReader reader)
    {
        if (Comparers<T>.ReadCount(ref reader, out var comparer) is not { } count)
            return null;
        var elements = new HashSet<T>(comparer);
        for (var i = 0; i < count; i++)
            if (!elements.Add(_element.Read(ref reader)))
                throw ArchiveException.Malformed("a set has an element twice");
        return elements;
    }
}

/// <summary>The key, then the value.</summary>
internal sealed class KeyValuePairSerializer<TKey, TValue> : ISerializer<KeyValuePair<TKey, TValue>>
{
    private Part<TKey> _key;
    private Part<TValue> _value;

    public void Write(ref ArchiveWriter writer, in KeyValuePair<TKey, TValue> value)
    {
        _key.Write(ref writer, value.Key);
        _value.Write(ref writer, value.Value);
    }

    public KeyValuePair<TKey, TValue> Read(ref ArchiveReader reader)
    {
        var first = _key.Read(ref reader);
        return new(first, _value.Read(ref reader));
    }
}

/// <summary>One byte, 0 or 1, and after 1 the value.</summary>
internal sealed class NullableSerializer<T> : ISerializer<T?>
    where T : struct
{
    private Part<T> _value;

    public void Write(ref ArchiveWriter writer, in T? value)
    {
        writer.WriteByte(value.HasValue ? (byte)1 : (byte)0);
        if (value.HasValue)
            _value.Write(ref writer, value.GetValueOrDefault());
    }

    public T? Read(ref ArchiveReader reader) => reader.ReadFlag() ? _value.Read(ref reader) : null;
}
