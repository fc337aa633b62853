using System.Numerics;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Runtime.Tests.Archives;

public sealed class RoundTripTests
{
    // With 1, each array of at least a byte is a chunk; with 64 some are; with the last none.
    private static readonly int[] s_thresholds = [1, 64, ArchiveLayout.DefaultThreshold, int.MaxValue];

    public static TheoryData<Type> Shapes { get; } =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong), typeof(char), typeof(float), typeof(double), typeof(decimal), typeof(Guid),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DayOfWeek), typeof(string), typeof(Cell),
        typeof(int?), typeof(Guid?), typeof(DateTime?), typeof((int, string)?),
        typeof(bool[]), typeof(char[]), typeof(int[]), typeof(double[]), typeof(decimal[]), typeof(Guid[]),
        typeof(DayOfWeek[]), typeof(DateTime[]), typeof(TimeSpan[]), typeof(Cell[]), typeof(string[]),
        typeof(int[][]), typeof(long?[]), typeof((int, double)[]),
        typeof(List<int>), typeof(List<string>), typeof(List<List<byte[]>>), typeof(List<Cell>),
        typeof(Dictionary<string, int>), typeof(Dictionary<int, double[]>), typeof(HashSet<int>),
        typeof(HashSet<string>), typeof(KeyValuePair<int, string>[]),
        typeof(ValueTuple<int>), typeof((int, string)), typeof((int, byte, string)),
        typeof((int, int, int, int[])), typeof((int, int, int, int, double[])),
        typeof((int, int, int, int, int, string)),
        typeof((int, int, int, int, int, int, string)), typeof((int, int, int, int, int, int, int, string)),
        typeof((int, int, int, int, int, int, int, int, double[], string)),
        typeof(Tuple<int>), typeof(Tuple<int, string>), typeof(Tuple<int, int, string>),
        typeof(Tuple<int, int, int, string>),
        typeof(Tuple<int, int, int, int, string>), typeof(Tuple<int, int, int, int, int, string>),
        typeof(Tuple<int, int, int, int, int, int, string>),
        typeof(Branch), typeof(List<Branch>),
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Any_value_comes_back_at_any_threshold(Type shape) =>
        typeof(RoundTripTests).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(shape).Invoke(null, null);

    internal static void Check<T>() => Prop.ForAll(Values.All.ArbFor<T>(), value => s_thresholds.All(threshold =>
    {
        var bytes = Archive.ToArray(value, threshold);
        return Structure.Same(value, Archive.Read<T>(bytes)) && bytes.Length == Archive.Measure(value, threshold);
    })).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Windows_and_pool_memory_come_back_as_the_array_they_hold() => Prop.ForAll<Cell[]>(cells =>
        s_thresholds.All(threshold =>
        {
            using var vector = new RmaVector<Cell>(RmaPool.Unregistered, cells.Length);
            cells.CopyTo(vector.Span);
            using var buffer = SerializeBuffer.Copy<Cell>(cells);
            using var reference = SerializeBuffer.Reference<Cell>(cells);
            using var sameVector = Again(vector, threshold);
            using var sameBuffer = Again(buffer, threshold);
            using var fromReference = Again(reference, threshold);
            using var relayed = Again(sameBuffer, threshold);
            return sameVector.Span.SequenceEqual(cells) && sameBuffer.Span.SequenceEqual(cells)
                && fromReference.Span.SequenceEqual(cells) && relayed.Span.SequenceEqual(cells)
                && Again<Memory<Cell>>(cells, threshold).Span.SequenceEqual(cells)
                && Again<ReadOnlyMemory<Cell>>(cells, threshold).Span.SequenceEqual(cells)
                && Again(new ArraySegment<Cell>(cells), threshold).SequenceEqual(cells);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_sent_as_an_array_can_be_received_as_a_vector_or_a_buffer()
    {
        double[] numbers = [.. Enumerable.Range(0, 1000).Select(i => i / 3.0)];
        foreach (var threshold in s_thresholds)
        {
            var archive = Archive.ToArray(numbers, threshold);
            using var vector = Archive.Read<RmaVector<double>>(archive);
            using var buffer = Archive.Read<SerializeBuffer<double>>(archive);
            vector.Span.SequenceEqual(numbers).ShouldBeTrue();
            buffer.Span.SequenceEqual(numbers).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_pool_object_comes_back_and_a_missing_one_stays_missing()
    {
        using var one = new RmaObject<Matrix4x4>(RmaPool.Unregistered);
        one.Value = Matrix4x4.CreateRotationX(0.5f);
        foreach (var threshold in s_thresholds)
        {
            using var same = Again(one, threshold);
            same.Value.ShouldBe(one.Value);
            Again<RmaObject<Matrix4x4>?>(null, threshold).ShouldBeNull();
            Again<RmaVector<int>?>(null, threshold).ShouldBeNull();
            Again<SerializeBuffer<int>?>(null, threshold).ShouldBeNull();
            Again<ArraySegment<int>>(default, threshold).Array.ShouldBeNull();
        }
    }

    [Fact]
    public void A_window_sends_what_it_shows_and_no_more()
    {
        int[] numbers = [.. Enumerable.Range(0, 100)];
        using var whole = SerializeBuffer.Copy<int>(numbers);
        foreach (var threshold in s_thresholds)
        {
            Again<Memory<int>>(whole.Memory.Slice(10, 50), threshold).ToArray().ShouldBe(numbers[10..60]);
            Again(new ArraySegment<int>(numbers, 90, 10), threshold).ShouldBe(numbers[90..]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Grüße, 世界, 🚢")]
    [InlineData("\0")]
    [InlineData("\ufffd")]
    public void Text_comes_back_at_every_length(string part)
    {
        for (var times = 0; times < 200; times++)
        {
            var text = string.Concat(Enumerable.Repeat(part, times));
            Again(text, 64).ShouldBe(text);
        }
    }

    [Fact]
    public void Native_integers_have_eight_bytes()
    {
        Again<nint>(-5, 64).ShouldBe(-5);
        Again<nuint>(5, 64).ShouldBe((nuint)5);
        Archive.Measure<nint>(-5).ShouldBe(ArchiveLayout.HeaderLength + 8);
    }

    private static T Again<T>(in T value, int threshold) => Archive.Read<T>(Archive.ToArray(value, threshold));

    public static TheoryData<StringComparer> TravellingComparers() =>
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    [Theory, MemberData(nameof(TravellingComparers))]
    public void The_comparer_of_a_dictionary_or_set_of_text_stays(StringComparer comparer)
    {
        var pairs = Archive.Read<Dictionary<string, int>>(
            Archive.ToArray(new Dictionary<string, int>(comparer) { ["A"] = 1 }));
        var names = Archive.Read<HashSet<string>>(Archive.ToArray(new HashSet<string>(comparer) { "A" }));
        pairs.ContainsKey("a").ShouldBe(comparer.Equals("a", "A"));
        names.Contains("a").ShouldBe(comparer.Equals("a", "A"));
        names.Count.ShouldBe(1);
    }

    [Fact]
    public void A_comparer_that_cant_be_sent_is_refused()
    {
        Should.Throw<ArchiveException>(() => Archive.ToArray(new HashSet<int>(new ByParity()) { 1 }))
            .Id.ShouldBe("ARG0824");
    }

    private sealed class ByParity : IEqualityComparer<int>
    {
        public bool Equals(int one, int other) => one % 2 == other % 2;

        public int GetHashCode(int one) => one % 2;
    }
}
