namespace Argosy.Runtime;

// The items in sequence, for any arity; the eighth item of the framework's tuples holds the rest as a tuple, which adds
// nothing. Their layout in memory is unspecified, so they aren't copied bit by bit.

internal sealed class ValueTupleSerializer<T1> : ISerializer<ValueTuple<T1>>
{
    private Part<T1> _item1;

    public void Write(ref ArchiveWriter writer, in ValueTuple<T1> value)
    {
        _item1.Write(ref writer, value.Item1);
    }

    public ValueTuple<T1> Read(ref ArchiveReader reader) => new(_item1.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2> : ISerializer<(T1, T2)>
{
    private Part<T1> _item1;
    private Part<T2> _item2;

    public void Write(ref ArchiveWriter writer, in (T1, T2) value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
    }

    public (T1, T2) Read(ref ArchiveReader reader) => (_item1.Read(ref reader), _item2.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2, T3> : ISerializer<(T1, T2, T3)>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;

    public void Write(ref ArchiveWriter writer, in (T1, T2, T3) value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
    }

    public (T1, T2, T3) Read(ref ArchiveReader reader) =>
        (_item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2, T3, T4> : ISerializer<(T1, T2, T3, T4)>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;

    public void Write(ref ArchiveWriter writer, in (T1, T2, T3, T4) value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
    }

    public (T1, T2, T3, T4) Read(ref ArchiveReader reader) =>
        (_item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2, T3, T4, T5> : ISerializer<(T1, T2, T3, T4, T5)>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;

    public void Write(ref ArchiveWriter writer, in (T1, T2, T3, T4, T5) value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
    }

    public (T1, T2, T3, T4, T5) Read(ref ArchiveReader reader) =>
        (_item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
            _item5.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2, T3, T4, T5, T6> : ISerializer<(T1, T2, T3, T4, T5, T6)>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;
    private Part<T6> _item6;

    public void Write(ref ArchiveWriter writer, in (T1, T2, T3, T4, T5, T6) value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
        _item6.Write(ref writer, value.Item6);
    }

    public (T1, T2, T3, T4, T5, T6) Read(ref ArchiveReader reader) => (
        _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
        _item5.Read(ref reader), _item6.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2, T3, T4, T5, T6, T7> : ISerializer<(T1, T2, T3, T4, T5, T6, T7)>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;
    private Part<T6> _item6;
    private Part<T7> _item7;

    public void Write(ref ArchiveWriter writer, in (T1, T2, T3, T4, T5, T6, T7) value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
        _item6.Write(ref writer, value.Item6);
        _item7.Write(ref writer, value.Item7);
    }

    public (T1, T2, T3, T4, T5, T6, T7) Read(ref ArchiveReader reader) => (
        _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
        _item5.Read(ref reader), _item6.Read(ref reader), _item7.Read(ref reader));
}

internal sealed class ValueTupleSerializer<T1, T2, T3, T4, T5, T6, T7, TRest>
    : ISerializer<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;
    private Part<T6> _item6;
    private Part<T7> _item7;
    private Part<TRest> _rest;

    public void Write(ref ArchiveWriter writer, in ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
        _item6.Write(ref writer, value.Item6);
        _item7.Write(ref writer, value.Item7);
        _rest.Write(ref writer, value.Rest);
    }

    public ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(ref ArchiveReader reader) => new(
        _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
        _item5.Read(ref reader), _item6.Read(ref reader), _item7.Read(ref reader), _rest.Read(ref reader));
}
