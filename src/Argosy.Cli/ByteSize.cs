using System.Globalization;

namespace Argosy.Cli;

/// <summary>A number of bytes, written with a unit: decimal (GB), or binary (GiB).</summary>
internal readonly record struct ByteSize(long Bytes)
{
    private static readonly (string Suffix, long Bytes)[] s_units =
    [
        ("TIB", 1L << 40), ("GIB", 1L << 30), ("MIB", 1L << 20), ("KIB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    /// <summary>Null if it isn't a size with its unit, <c>20GB</c>, <c>1.5 TiB</c>, or <c>0</c>: a user who writes 5
    /// means more than five bytes.</summary>
    internal static ByteSize? TryParse(string text)
    {
        var written = text.Trim().ToUpperInvariant();
        if (written == "0") return default(ByteSize);
        var (suffix, unit) = s_units.FirstOrDefault(u => written.EndsWith(u.Suffix, StringComparison.Ordinal));
        if (suffix is null) return null;
        return decimal.TryParse(written.AsSpan(0, written.Length - suffix.Length).TrimEnd(),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / unit
            ? new((long)(number * unit))
            : null;
    }

    /// <inheritdoc />
    public override string ToString()
    {
        foreach (var (suffix, unit) in s_units[4..8])
        {
            if (Bytes >= unit)
                return string.Create(CultureInfo.InvariantCulture,
                    $"{(decimal)Bytes / unit:0.0} {(unit == 1_000 ? "kB" : suffix)}");
        }

        return $"{Bytes} B";
    }
}
