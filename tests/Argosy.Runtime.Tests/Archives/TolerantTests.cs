namespace Argosy.Runtime.Tests.Archives;

public sealed class TolerantTests
{
    private static readonly int[] s_thresholds = [1, 64, int.MaxValue];
    private static readonly int[] s_tail = [4, 5, 6];

    [Fact]
    public void A_reader_passes_over_members_and_chunks_that_it_does_not_know()
    {
        var sister = new NewShip("Pegasus", [.. Enumerable.Range(0, 40)], new NewShip("Phoenix", [1, 2, 3], null));
        var ship = new NewShip("Argo", [.. Enumerable.Range(0, 3000)], sister);
        foreach (var threshold in s_thresholds)
        {
            // The tail has its own chunk, which is found only if all unknown chunks were skipped.
            var (old, tail) = Archive.Read<(OldShip, int[])>(Archive.ToArray((ship, s_tail), threshold));
            old.ShouldBe(new OldShip("Argo", -1));
            tail.ShouldBe(s_tail);
        }
    }

    [Fact]
    public void A_member_that_is_missing_keeps_its_default()
    {
        var ship = Archive.Read<NewShip>(Archive.ToArray(new OldShip("Argo", 50)));
        ship.ShouldBe(new NewShip("Argo", null, null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(16)]
    [InlineData(2047)]
    [InlineData(2049)]
    [InlineData(400_000)]
    public void A_member_of_any_length_comes_back_with_the_chunks_inside_it(int weights)
    {
        var ship = new NewShip(
            "Argo", [.. Enumerable.Range(0, weights)],
            new NewShip("Pegasus", [.. Enumerable.Range(1, weights)], null));
        foreach (var threshold in s_thresholds)
        {
            var same = Archive.Read<NewShip>(Archive.ToArray(ship, threshold));
            same.Cargo.ShouldBe(ship.Cargo);
            same.Sister!.Cargo.ShouldBe(ship.Sister!.Cargo);
            same.Name.ShouldBe(ship.Name);
        }
    }

    [Fact]
    public void A_member_with_more_chunks_than_a_byte_counts_names_them_all()
    {
        int[][] crates = [.. Enumerable.Range(0, 300).Select(i => new[] { i })];
        using var image = new ArchiveImage(threshold: 1);
        image.Write(new Crates(crates));
        image.ChunkCount.ShouldBe(300);
        var (same, tail) = Archive.Read<(Crates, int[])>(Archive.ToArray((new Crates(crates), s_tail), threshold: 1));
        same.All.ShouldBe(crates);
        tail.ShouldBe(s_tail);
    }

    [Fact]
    public void A_member_cannot_be_read_beyond_its_end()
    {
        // One member with number 1 of 1 byte, whose string claims four bytes.
        var archive = Golden.Around([1, 1, 1, 0, 5, (byte)'A', (byte)'r', (byte)'g', (byte)'o']);
        Should.Throw<ArchiveException>(() => Archive.Read<OldShip>(archive)).Id.ShouldBe("ARG0821");
    }
}
