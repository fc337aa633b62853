namespace Argosy.Runtime;

/// <summary>8 bytes: ticks of 100 ns.</summary>
internal sealed class TimeSpanSerializer : ISerializer<TimeSpan>, IBitwiseSerializer
{
    public void Write(ref ArchiveWriter writer, in TimeSpan value) => writer.WriteInt64(value.Ticks);

    public TimeSpan Read(ref ArchiveReader reader) => new(reader.ReadInt64());
}

/// <summary>
/// 8 bytes: ticks of 100 ns since the year 1 in the lower 62 bits, the kind in the upper two. A local time keeps its
/// digits: its meaning must not depend on where it is read.
/// </summary>
internal sealed class DateTimeSerializer : ISerializer<DateTime>
{
    private const int KindShift = 62;
    private const long TicksMask = (1L << KindShift) - 1;

    public void Write(ref ArchiveWriter writer, in DateTime value) =>
        writer.WriteInt64(value.Ticks | ((long)value.Kind << KindShift));

    public DateTime Read(ref ArchiveReader reader)
    {
        var bits = reader.ReadInt64();
        var kind = (int)((ulong)bits >> KindShift);
        var ticks = bits & TicksMask;
        return kind <= (int)DateTimeKind.Local && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, (DateTimeKind)kind)
            : throw ArchiveException.Malformed($"a time has the bits {bits:x16}");
    }
}

/// <summary>10 bytes: the ticks of its digits, then its offset in minutes.</summary>
internal sealed class DateTimeOffsetSerializer : ISerializer<DateTimeOffset>
{
    private const int MaximumOffset = 14 * 60;

    public void Write(ref ArchiveWriter writer, in DateTimeOffset value)
    {
        writer.WriteInt64(value.Ticks);
        var minutes = (int)(value.Offset.Ticks / TimeSpan.TicksPerMinute);
        writer.WriteByte((byte)minutes);
        writer.WriteByte((byte)(minutes >> 8));
    }

    public DateTimeOffset Read(ref ArchiveReader reader)
    {
        var ticks = reader.ReadInt64();
        var minutes = (short)(reader.ReadByte() | (reader.ReadByte() << 8));
        var universal = ticks - minutes * TimeSpan.TicksPerMinute;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks || universal < 0 || universal > DateTime.MaxValue.Ticks
            || Math.Abs((int)minutes) > MaximumOffset)
            throw ArchiveException.Malformed($"a time has {ticks} ticks at an offset of {minutes} minutes");
        return new DateTimeOffset(ticks, TimeSpan.FromTicks(minutes * TimeSpan.TicksPerMinute));
    }
}
