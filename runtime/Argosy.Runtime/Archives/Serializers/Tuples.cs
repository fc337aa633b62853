namespace Argosy.Runtime;

// One byte, 0 for null or 1, and after 1 the items in sequence.

internal sealed class TupleSerializer<T1> : ISerializer<Tuple<T1>?>
{
    private Part<T1> _item1;

    public void Write(ref ArchiveWriter writer, in Tuple<T1>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
    }

    public Tuple<T1>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(_item1.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2> : ISerializer<Tuple<T1, T2>?>
{
    private Part<T1> _item1;
    private Part<T2> _item2;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
    }

    public Tuple<T1, T2>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(_item1.Read(ref reader), _item2.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3> : ISerializer<Tuple<T1, T2, T3>?>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
    }

    public Tuple<T1, T2, T3>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(_item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4> : ISerializer<Tuple<T1, T2, T3, T4>?>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
    }

    public Tuple<T1, T2, T3, T4>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(_item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5> : ISerializer<Tuple<T1, T2, T3, T4, T5>?>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
    }

    public Tuple<T1, T2, T3, T4, T5>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
            _item5.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5, T6> : ISerializer<Tuple<T1, T2, T3, T4, T5, T6>?>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;
    private Part<T6> _item6;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5, T6>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
        _item6.Write(ref writer, value.Item6);
    }

    public Tuple<T1, T2, T3, T4, T5, T6>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
            _item5.Read(ref reader), _item6.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5, T6, T7> : ISerializer<Tuple<T1, T2, T3, T4, T5, T6, T7>?>
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;
    private Part<T6> _item6;
    private Part<T7> _item7;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5, T6, T7>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
        _item6.Write(ref writer, value.Item6);
        _item7.Write(ref writer, value.Item7);
    }

    public Tuple<T1, T2, T3, T4, T5, T6, T7>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
            _item5.Read(ref reader), _item6.Read(ref reader), _item7.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5, T6, T7, TRest>
    : ISerializer<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>?>
    where TRest : notnull
{
    private Part<T1> _item1;
    private Part<T2> _item2;
    private Part<T3> _item3;
    private Part<T4> _item4;
    private Part<T5> _item5;
    private Part<T6> _item6;
    private Part<T7> _item7;
    private Part<TRest> _rest;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        _item1.Write(ref writer, value.Item1);
        _item2.Write(ref writer, value.Item2);
        _item3.Write(ref writer, value.Item3);
        _item4.Write(ref writer, value.Item4);
        _item5.Write(ref writer, value.Item5);
        _item6.Write(ref writer, value.Item6);
        _item7.Write(ref writer, value.Item7);
        _rest.Write(ref writer, value.Rest);
    }

    public Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            _item1.Read(ref reader), _item2.Read(ref reader), _item3.Read(ref reader), _item4.Read(ref reader),
            _item5.Read(ref reader), _item6.Read(ref reader), _item7.Read(ref reader), _rest.Read(ref reader))
        : null;
}
