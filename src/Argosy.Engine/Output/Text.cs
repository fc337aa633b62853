using System.Globalization;
using System.Text;

namespace Argosy.Engine.Output;

/// <summary>Formats figures and names.</summary>
internal static class Text
{
    private static readonly NumberFormatInfo s_spaced = new() { NumberGroupSeparator = " " };

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds >= 100 ? $"{time.TotalSeconds:0} s" : $"{time.TotalSeconds:0.0} s";

    /// <summary>Minutes and seconds, <c>1:05</c>, after hours if there are any.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
        : $"{time.Minutes}:{time.Seconds:00}";

    public static string Count(int count) => count.ToString("#,0", s_spaced);

    /// <summary>A percentage, rounded down: only the whole is 100 %.</summary>
    public static string Percent(double part, double whole) =>
        whole <= 0 ? "0 %" : $"{Math.Floor(100 * part / whole):0} %";

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => $"{bytes / 1e9:0.0} GB",
        >= 1_000_000 => $"{bytes / 1e6:0.0} MB",
        >= 1_000 => $"{bytes / 1e3:0.0} kB",
        _ => $"{bytes} B",
    };

    /// <summary>The text in at most this many columns of a terminal, with an ellipsis if it is truncated.</summary>
    public static string Fit(string text, int columns)
    {
        if (Columns(text) <= columns) return text;
        var fitting = new StringBuilder();
        var left = columns - 1;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((left -= Columns(rune)) < 0) break;
            fitting.Append(rune.ToString());
        }

        return columns <= 0 ? "" : fitting.Append('…').ToString();
    }

    /// <summary>The number of terminal columns of a text.</summary>
    public static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes()) columns += Columns(rune);
        return columns;
    }

    // Combining marks take none, Chinese, Japanese and Korean characters and emoji two.
    private static int Columns(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format ? 0 : 1,
    };
}
