namespace Argosy.Runtime.Tests.Archives;

public sealed class RegistrationTests
{
    [Fact]
    public void A_registered_serializer_takes_the_place_of_the_built_in_one()
    {
        Serializers.Register(new FootSerializer());
        Archive.Measure(new Foot(5)).ShouldBe(ArchiveLayout.HeaderLength + 1);
        // Its arrays and lists aren't copied as raw bytes, which would be four for each.
        Archive.Measure(new[] { new Foot(5), new Foot(6) }).ShouldBe(ArchiveLayout.HeaderLength + 3);
        Archive.Read<List<Foot>>(Archive.ToArray(new List<Foot> { new(7) })).ShouldBe([new Foot(7)]);
    }

    [Fact]
    public void A_type_in_use_keeps_its_serializer()
    {
        var first = Serializers.For<Inch>();
        Should.Throw<InvalidOperationException>(() => Serializers.Register(new InchSerializer()))
            .Message.ShouldStartWith("ARG0826 ");
        Serializers.For<Inch>().ShouldBeSameAs(first);
    }

    [Fact]
    public void An_array_in_use_keeps_the_serializer_of_its_elements()
    {
        _ = Serializers.For<Yard[]>();
        Should.Throw<InvalidOperationException>(() => Serializers.Register(new YardSerializer()))
            .Message.ShouldStartWith("ARG0826 ");
    }

    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(Version))]
    [InlineData(typeof(int[,]))]
    [InlineData(typeof(Action))]
    [InlineData(typeof(Memory<string>))]
    [InlineData(typeof(Pointing))]
    [InlineData(typeof(Holding))]
    public void A_type_without_a_form_is_refused_by_its_name(Type type)
    {
        var find = typeof(Serializers).GetMethod(nameof(Serializers.For))!
            .MakeGenericMethod(type).CreateDelegate<Func<object>>();
        var failure = Should.Throw<ArchiveException>(() => find());
        failure.Id.ShouldBe("ARG0823");
        failure.Message.ShouldContain(type.Name);
    }

    [Fact]
    public void All_threads_that_ask_at_once_get_the_same_serializer()
    {
        var found = new ISerializer<Dictionary<Mile, Mile[]>>[8];
        Parallel.For(0, found.Length, i => found[i] = Serializers.For<Dictionary<Mile, Mile[]>>());
        found.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_instead_of_replaced()
    {
        Should.Throw<ArchiveException>(() => Archive.Measure("a\ud83d")).Id.ShouldBe("ARG0824");
        Should.Throw<ArchiveException>(() => Archive.Measure(new string('x', 500) + "\udea2")).Id.ShouldBe("ARG0824");
    }

    [Fact]
    public void Elements_that_take_no_bytes_are_refused_where_they_are_written()
    {
        Serializers.Register(new NothingSerializer());
        Should.Throw<ArchiveException>(() => Archive.Measure(new Nothing?[2])).Id.ShouldBe("ARG0824");
    }

    [Fact]
    public void A_number_turned_round_has_its_bytes_in_the_other_order()
    {
        ByteOrder.Reverse(0x01020304).ShouldBe(0x04030201);
        var bytes = new byte[4];
        ByteOrder.Reverse<short>([0x0102, 0x0304], bytes);
        bytes.ShouldBe(BitConverter.IsLittleEndian ? [1, 2, 3, 4] : [2, 1, 4, 3]);
    }

    private readonly record struct Foot(int Length);

    private readonly record struct Inch(int Length);

    private readonly record struct Yard(int Length);

    private readonly record struct Mile(int Length);

    private readonly record struct Pointing(nint Address);

    private readonly record struct Holding(int Number, string Text);

    private sealed record Nothing;

    private sealed class FootSerializer : ISerializer<Foot>
    {
        public void Write(ref ArchiveWriter writer, in Foot value) => writer.WriteByte((byte)value.Length);

        public Foot Read(ref ArchiveReader reader) => new(reader.ReadByte());
    }

    private sealed class InchSerializer : ISerializer<Inch>
    {
        public void Write(ref ArchiveWriter writer, in Inch value) => writer.WriteByte((byte)value.Length);

        public Inch Read(ref ArchiveReader reader) => new(reader.ReadByte());
    }

    private sealed class YardSerializer : ISerializer<Yard>
    {
        public void Write(ref ArchiveWriter writer, in Yard value) => writer.WriteByte((byte)value.Length);

        public Yard Read(ref ArchiveReader reader) => new(reader.ReadByte());
    }

    private sealed class NothingSerializer : ISerializer<Nothing?>
    {
        public void Write(ref ArchiveWriter writer, in Nothing? value)
        {
        }

        public Nothing? Read(ref ArchiveReader reader) => new();
    }
}
