using System.Security.Cryptography;

namespace Argosy.Runtime.SelfTest;

/// <summary>The archive of known values has the same bytes on every architecture and under every runtime.</summary>
internal static class ArchiveProof
{
    private const string Expected = "a5d8ab251a192696896342d568e67abaa4c01ca9d46574e64179d66e93231295";

    internal static void Check()
    {
        var bytes = Archive.ToArray(Known());
#pragma warning disable CA1850 // .NET Framework has no HashData.
        using var sha = SHA256.Create();
        var digest = string.Concat(sha.ComputeHash(bytes).Select(one => one.ToString("x2")));
#pragma warning restore CA1850
        if (digest != Expected)
            throw new SelfTestFailure($"the archive of known values has the digest {digest}, expected {Expected}");
        var again = Archive.ToArray(Archive.Read<Values>(bytes));
        if (!again.AsSpan().SequenceEqual(bytes))
            throw new SelfTestFailure("an archive that was read and written again has other bytes");
    }

    private static Values Known() => new()
    {
        Number = -123456789,
        Text = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich",
        Measures = [.. Enumerable.Range(0, 1000).Select(i => i / 8.0)],
        Counts = [1, 2, 1L << 40, -5],
        Id = new Guid(0x01020304, 0x0506, 0x0708, 9, 10, 11, 12, 13, 14, 15, 16),
        At = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc),
        Price = 1234.5678m,
        Names = new() { ["one"] = 1, ["two"] = 2 },
        Kind = DayOfWeek.Saturday,
        Nothing = null,
    };
}

/// <summary>One value of each kind.</summary>
[Archivable]
internal sealed class Values
{
    public int Number { get; set; }

    public string Text { get; set; } = "";

    public double[] Measures { get; set; } = [];

    public List<long> Counts { get; set; } = [];

    public Guid Id { get; set; }

    public DateTime At { get; set; }

    public decimal Price { get; set; }

    public Dictionary<string, int> Names { get; set; } = [];

    public DayOfWeek Kind { get; set; }

    public int? Nothing { get; set; }
}
