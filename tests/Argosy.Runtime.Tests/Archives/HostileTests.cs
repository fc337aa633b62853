namespace Argosy.Runtime.Tests.Archives;

public sealed class HostileTests
{
    public HostileTests() => Hostile.WarmUp();

    [Fact]
    public void Every_prefix_of_an_archive_is_refused()
    {
        foreach (var golden in Goldens.All)
        {
            var archive = golden.ToArchive();
            for (var length = 0; length < archive.Length; length++)
            {
                Hostile.Try(golden, archive[..length]).ShouldBeNull();
                Should.Throw<ArchiveException>(() => golden.Read(archive.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void Every_prefix_of_the_index_data_is_refused()
    {
        foreach (var golden in Goldens.All)
        {
            var index = golden.ToArchive()[ArchiveLayout.HeaderLength..];
            for (var length = 0; length < index.Length; length++)
                Should.Throw<ArchiveException>(() => golden.Read(Golden.Around(index[..length])));
        }
    }

    [Fact]
    public void Every_single_changed_byte_is_read_or_refused()
    {
        foreach (var golden in Goldens.All.Where(golden => golden.Hex.Length < 100))
        {
            var archive = golden.ToArchive();
            for (var at = 0; at < archive.Length; at++)
                foreach (var value in Interesting(archive[at]))
                {
                    var changed = (byte[])archive.Clone();
                    changed[at] = value;
                    Hostile.Try(golden, changed).ShouldBeNull();
                }
        }
    }

    [Fact]
    public void Every_single_changed_byte_of_a_chunked_archive_is_read_or_refused()
    {
        var golden = new Golden<(RmaVector<int>, double[], SerializeBuffer<byte>)>("chunks", default, "");
        using var vector = new RmaVector<int>(RmaPool.Unregistered, 3);
        using var buffer = SerializeBuffer.Copy<byte>(new byte[5]);
        var archive = Archive.ToArray((vector, new double[2], buffer), threshold: 1);
        Archive.Read<(RmaVector<int>, double[], SerializeBuffer<byte>)>(archive).Item2.ShouldBe(new double[2]);
        for (var at = 0; at < archive.Length; at++)
            for (var value = 0; value < 256; value++)
            {
                var changed = (byte[])archive.Clone();
                changed[at] = (byte)value;
                Hostile.Try(golden, changed).ShouldBeNull();
            }
    }

    [Fact]
    public void Collections_in_each_other_cannot_claim_the_same_bytes()
    {
        // Sixty nested branches, each of which claims as many branches as there are bytes left.
        var index = new List<byte>();
        for (var left = 1000; index.Count < 360; left -= 6)
            index.AddRange([1, 0, 0, 0, (byte)((left - 8) | 0x80), (byte)((left - 8) >> 7)]);
        index.AddRange(new byte[640]);
        var golden = Goldens.All.Single(golden => golden is Golden<Branch>);
        var archive = Golden.Around([.. index]);
        Hostile.Try(golden, archive).ShouldBeNull();
        Should.Throw<ArchiveException>(() => golden.Read(archive)).Id.ShouldBe("ARG0821");
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_refused_by_reader_and_writer()
    {
        var index = Enumerable.Repeat<byte[]>([1, 0, 0, 0, 2], 100_000).SelectMany(level => level).ToArray();
        Should.Throw<ArchiveException>(() => Archive.Read<Branch>(Golden.Around(index))).Id.ShouldBe("ARG0825");
        var ring = new List<Branch>();
        ring.Add(new Branch(null, null, null, ring));
        Should.Throw<ArchiveException>(() => Archive.Measure(ring)).Id.ShouldBe("ARG0825");
        var chain = Enumerable.Range(0, 64).Aggregate(
            (Branch?)null, (inner, _) => new Branch(null, null, null, inner is null ? null : [inner]));
        Archive.Read<Branch>(Archive.ToArray(chain)).ShouldNotBeNull();
    }

    [Fact]
    public void A_refusal_says_what_is_wrong()
    {
        Refusal<bool>([2]).ShouldBe("ARG0822");
        Refusal<int>([2, 0]).ShouldBe("ARG0820");
        Refusal<int>([2, 0, 0, 0, 0]).ShouldBe("ARG0822");
        Refusal<int[]>([9, 0, 0]).ShouldBe("ARG0820");
        Refusal<int[]>([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]).ShouldBe("ARG0821");
        Refusal<int[]>([10, 0, 0]).ShouldBe("ARG0822");
        Refusal<List<string>>([3, 1]).ShouldBe("ARG0821");
        Refusal<string>([3, 0xC3, 0x28]).ShouldBe("ARG0822");
        Refusal<string>([7, 0xEF, 0xBF, 0xBD, 0xED, 0xA0, 0x80]).ShouldBe("ARG0822");
        Refusal<Dictionary<byte, bool>>([3, 1, 0, 1, 0]).ShouldBe("ARG0822");
        Refusal<HashSet<bool>>([3, 1, 1]).ShouldBe("ARG0822");
        Refusal<Dictionary<string, bool>>([2, 0, 0]).ShouldBe("ARG0822");
        Refusal<DateTime>([0, 0, 0, 0, 0, 0, 0, 0xC0]).ShouldBe("ARG0822");
        Refusal<decimal>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 29, 0]).ShouldBe("ARG0822");
        Refusal<RmaObject<byte>>([5, 1, 2]).ShouldBe("ARG0822");
    }

    private static string Refusal<T>(byte[] index) =>
        Should.Throw<ArchiveException>(() => Archive.Read<T>(Golden.Around(index))).Id;

    private static IEnumerable<byte> Interesting(byte was) =>
        new byte[]
        {
            0, 1, 2, 3, 5, 0x10, 0x7F, 0x80, 0x81, 0xFE, 0xFF,
            (byte)(was + 1), (byte)(was - 1), (byte)(was ^ 1), (byte)(was ^ 0x80)
        }.Distinct();
}
