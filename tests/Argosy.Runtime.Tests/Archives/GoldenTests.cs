namespace Argosy.Runtime.Tests.Archives;

public sealed class GoldenTests
{
    public static TheoryData<string> Names { get; } = [.. Goldens.All.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_has_these_bytes_and_no_others(string name)
    {
        var golden = Goldens.All.Single(golden => golden.Name == name);
        golden.Write().ShouldBe(Packed(golden.Hex));
        golden.ReadsBack().ShouldBeTrue();
    }

    [Fact]
    public void An_archive_of_its_own_has_these_bytes() =>
        Hex(Archive.ToArray(((short)1, new byte[] { 7, 8, 9 }, (byte)2), threshold: 3)).ShouldBe(Packed(
        "01 02 0000 00000000 0000000000000000"   // version, Result, no flags, source, session
        + "0000000000000000 00000000 04000000"   // call, action, 4 bytes of index data
        + "03000000 00000000"                    // 3 entries, nothing consumed
        + "0100 08 02"                           // 1; (3 elements << 1 | chunked) + 1; 2
        + "0C00000000000000"                     // 3 bytes of index data
        + "0D00000000000000"                     // 3 bytes in a pointer chunk
        + "0400000000000000"                     // 1 byte of index data
        + "070809"));

    [Fact]
    public void A_located_table_has_these_bytes()
    {
        using var image = new ArchiveImage(threshold: 3);
        image.Write(((short)1, new byte[] { 7, 8, 9 }, (byte)2));
        var table = new byte[ChunkTable.Measure(image.Store, located: true)];
        ChunkTable.Encode(image.Store, [new RemoteMemory(0x0102030405060708, 0x1112131415161718, 3)], table)
            .ShouldBe(table.Length);
        Hex(table).ShouldBe(Packed(
            "0C00000000000000"
            + "0D00000000000000 0807060504030201 1817161514131211"
            + "0400000000000000"));
    }

    [Fact]
    public void A_located_table_is_read_as_it_was_written()
    {
        using var image = new ArchiveImage(threshold: 3);
        image.Write(((short)1, new byte[] { 7, 8, 9 }, (byte)2));
        var table = new byte[ChunkTable.Measure(image.Store, located: true)];
        ChunkTable.Encode(image.Store, [new RemoteMemory(11, 12, 3)], table);
        var source = new ArchiveSource(RmaPool.Unregistered);
        var header = ArchiveImage.Header(image.IndexLength, ChunkTable.CountEntries(image.Store))
            with
        { Flags = ParcelFlags.Located };
        ChunkTable.Decode(table, header, 3, source).ShouldBe(table.Length);
        source.Payload.ShouldBe([new ChunkEntry(ChunkKind.Pointer, 3, 11, 12)]);
        Should.Throw<ArchiveException>(
            () => ChunkTable.Decode(table, header, 2, new ArchiveSource(RmaPool.Unregistered)))
            .Id.ShouldBe("ARG0822");
    }

    private static string Packed(string hex) => hex.Replace(" ", "", StringComparison.Ordinal);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
