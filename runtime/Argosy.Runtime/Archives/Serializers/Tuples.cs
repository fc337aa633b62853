namespace Argosy.Runtime;

// One byte, 0 for null or 1, and after 1 the items in sequence.

internal sealed class TupleSerializer<T1> : ISerializer<Tuple<T1>?>
{
    private Part<T1> item1;

    public void Write(ref ArchiveWriter writer, in Tuple<T1>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
    }

    public Tuple<T1>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(item1.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2> : ISerializer<Tuple<T1, T2>?>
{
    private Part<T1> item1;
    private Part<T2> item2;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
    }

    public Tuple<T1, T2>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(item1.Read(ref reader), item2.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3> : ISerializer<Tuple<T1, T2, T3>?>
{
    private Part<T1> item1;
    private Part<T2> item2;
    private Part<T3> item3;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
        item3.Write(ref writer, value.Item3);
    }

    public Tuple<T1, T2, T3>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(item1.Read(ref reader), item2.Read(ref reader), item3.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4> : ISerializer<Tuple<T1, T2, T3, T4>?>
{
    private Part<T1> item1;
    private Part<T2> item2;
    private Part<T3> item3;
    private Part<T4> item4;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
        item3.Write(ref writer, value.Item3);
        item4.Write(ref writer, value.Item4);
    }

    public Tuple<T1, T2, T3, T4>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(item1.Read(ref reader), item2.Read(ref reader), item3.Read(ref reader), item4.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5> : ISerializer<Tuple<T1, T2, T3, T4, T5>?>
{
    private Part<T1> item1;
    private Part<T2> item2;
    private Part<T3> item3;
    private Part<T4> item4;
    private Part<T5> item5;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
        item3.Write(ref writer, value.Item3);
        item4.Write(ref writer, value.Item4);
        item5.Write(ref writer, value.Item5);
    }

    public Tuple<T1, T2, T3, T4, T5>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            item1.Read(ref reader), item2.Read(ref reader), item3.Read(ref reader), item4.Read(ref reader),
            item5.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5, T6> : ISerializer<Tuple<T1, T2, T3, T4, T5, T6>?>
{
    private Part<T1> item1;
    private Part<T2> item2;
    private Part<T3> item3;
    private Part<T4> item4;
    private Part<T5> item5;
    private Part<T6> item6;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5, T6>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
        item3.Write(ref writer, value.Item3);
        item4.Write(ref writer, value.Item4);
        item5.Write(ref writer, value.Item5);
        item6.Write(ref writer, value.Item6);
    }

    public Tuple<T1, T2, T3, T4, T5, T6>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            item1.Read(ref reader), item2.Read(ref reader), item3.Read(ref reader), item4.Read(ref reader),
            item5.Read(ref reader), item6.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5, T6, T7> : ISerializer<Tuple<T1, T2, T3, T4, T5, T6, T7>?>
{
    private Part<T1> item1;
    private Part<T2> item2;
    private Part<T3> item3;
    private Part<T4> item4;
    private Part<T5> item5;
    private Part<T6> item6;
    private Part<T7> item7;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5, T6, T7>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
        item3.Write(ref writer, value.Item3);
        item4.Write(ref writer, value.Item4);
        item5.Write(ref writer, value.Item5);
        item6.Write(ref writer, value.Item6);
        item7.Write(ref writer, value.Item7);
    }

    public Tuple<T1, T2, T3, T4, T5, T6, T7>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            item1.Read(ref reader), item2.Read(ref reader), item3.Read(ref reader), item4.Read(ref reader),
            item5.Read(ref reader), item6.Read(ref reader), item7.Read(ref reader))
        : null;
}

internal sealed class TupleSerializer<T1, T2, T3, T4, T5, T6, T7, TRest> : ISerializer<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>?>
    where TRest : notnull
{
    private Part<T1> item1;
    private Part<T2> item2;
    private Part<T3> item3;
    private Part<T4> item4;
    private Part<T5> item5;
    private Part<T6> item6;
    private Part<T7> item7;
    private Part<TRest> rest;

    public void Write(ref ArchiveWriter writer, in Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        item1.Write(ref writer, value.Item1);
        item2.Write(ref writer, value.Item2);
        item3.Write(ref writer, value.Item3);
        item4.Write(ref writer, value.Item4);
        item5.Write(ref writer, value.Item5);
        item6.Write(ref writer, value.Item6);
        item7.Write(ref writer, value.Item7);
        rest.Write(ref writer, value.Rest);
    }

    public Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>? Read(ref ArchiveReader reader) => reader.ReadFlag()
        ? new(
            item1.Read(ref reader), item2.Read(ref reader), item3.Read(ref reader), item4.Read(ref reader),
            item5.Read(ref reader), item6.Read(ref reader), item7.Read(ref reader), rest.Read(ref reader))
        : null;
}
