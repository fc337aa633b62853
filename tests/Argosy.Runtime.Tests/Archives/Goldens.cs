namespace Argosy.Runtime.Tests.Archives;

/// <summary>The wire format of each value. A change here is a new version of the format.</summary>
internal static class Goldens
{
    internal static Golden[] All { get; } =
    [
        new Golden<bool>("true", true, "01"),
        new Golden<byte>("byte", 200, "C8"),
        new Golden<short>("short", -2, "FEFF"),
        new Golden<int>("int", 0x01020304, "04030201"),
        new Golden<ulong>("ulong", 0x0102030405060708, "0807060504030201"),
        new Golden<nint>("nint", -1, "FFFFFFFFFFFFFFFF"),
        new Golden<char>("char", 'Ω', "A903"),
        new Golden<float>("float", 1.5f, "0000C03F"),
        new Golden<double>("double", -2.0, "00000000000000C0"),
        new Golden<decimal>("decimal", -1.5m, "0F000000 00000000 00000000 00000180"),
        new Golden<Guid>(
            "guid", new Guid("01020304-0506-0708-090a-0b0c0d0e0f10"), "04030201 0605 0807 090A0B0C0D0E0F10"),
        new Golden<TimeSpan>("time span", TimeSpan.FromTicks(0x0102), "0201000000000000"),
        new Golden<DateTime>("UTC time", new DateTime(0x0102, DateTimeKind.Utc), "0201000000000040"),
        new Golden<DateTime>("local time", new DateTime(0x0102, DateTimeKind.Local), "0201000000000080"),
        new Golden<DateTimeOffset>(
            "time with offset", new DateTimeOffset(0x0100000000000000, TimeSpan.FromMinutes(-90)),
            "0000000000000001 A6FF"),
        new Golden<DayOfWeek>("enumeration", DayOfWeek.Friday, "05000000"),
        new Golden<Cell>("structure", new Cell(1.0, 2f, 3, 4), "000000000000F03F 00000040 0300 04 00"),
        new Golden<string?>("no string", null, "00"),
        new Golden<string?>("empty string", "", "01"),
        new Golden<string?>("string", "Grüße", "08 4772C3BCC39F65"),
        new Golden<string?>("long string", new string('x', 200), "C901" + string.Concat(Enumerable.Repeat("78", 200))),
        new Golden<int?>("no int", null, "00"),
        new Golden<int?>("some int", 7, "01 07000000"),
        new Golden<int[]?>("no array", null, "00"),
        new Golden<int[]?>("empty array", [], "01"),
        new Golden<int[]?>("array", [1, 2], "05 01000000 02000000"),
        new Golden<byte[]?>("array of 64", new byte[64], "8101" + new string('0', 128)),
        new Golden<string?[]?>("array of strings", ["a", null], "03 0261 00"),
        new Golden<int[][]?>("array of arrays", [[1], []], "03 0301000000 01"),
        new Golden<DateTime[]?>("array of times", [new DateTime(1)], "02 0100000000000000"),
        new Golden<List<short>?>("list", [1, 2, 3], "07 0100 0200 0300"),
        new Golden<List<string?>?>("list of strings", ["b"], "02 0262"),
        new Golden<Dictionary<string, int>?>("dictionary", new() { ["k"] = 1 }, "02 026B 01000000"),
        new Golden<HashSet<byte>?>("set", [9], "02 09"),
        new Golden<KeyValuePair<byte, string?>>("pair", new(1, null), "01 00"),
        new Golden<(byte, string?)>("value tuple", (1, "c"), "01 0263"),
        new Golden<(byte, byte, byte, byte, byte, byte, byte, byte, byte)>(
            "long value tuple", (1, 2, 3, 4, 5, 6, 7, 8, 9), "010203040506070809"),
        new Golden<Tuple<byte, byte>?>("tuple", Tuple.Create((byte)1, (byte)2), "01 0102"),
        new Golden<Tuple<byte, byte>?>("no tuple", null, "00"),
        new Golden<Memory<byte>>("memory", new byte[] { 1, 2 }, "05 0102"),
        new Golden<OldShip>("tolerant type", new OldShip("Argo", 50), "02  01 05 00 054172676F  02 04 00 32000000"),
        new Golden<Branch?>("nested type", new Branch("r", [1.0], null, [new Branch(null, null, [], [])]),
            "01 0272 03000000000000F03F 00  02  01 00 00 01 01"),
    ];
}
