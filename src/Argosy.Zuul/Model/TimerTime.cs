using System.Globalization;

namespace Argosy.Zuul.Model;

/// <summary>Times in the format of Zuul's timer: minute, hour, day, month, weekday, optionally second and
/// jitter.</summary>
public static class TimerTime
{
    /// <summary>The remedy for an invalid time.</summary>
    public const string Remedy =
        "Write minute, hour, day, month and weekday, such as '0 6 * * *'; for Zuul, weekday 0 is Monday.";

    private static readonly (int Low, int High)[] s_ranges =
        [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6), (0, 59), (0, 86400)];

    private static readonly string[] s_months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Whether Zuul accepts it.</summary>
    public static bool IsValid(string text) => Fields(text) is { Length: >= 5 and <= 7 } fields
        && fields.Index().All(f => f.Item.Split(',').All(part => Fits(part, f.Index)));

    /// <summary>Whether it gives the weekday as a number, which other crons count from Sunday.</summary>
    public static bool HasNumericWeekday(string text) =>
        Fields(text) is [_, _, _, _, var weekday, ..] && weekday.Split('/')[0].Any(char.IsAsciiDigit);

    private static string[] Fields(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // Numbers, ranges, steps, and the names of months and weekdays.
    private static bool Fits(string part, int field)
    {
        var step = part.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !(Number(step[1]) > 0))) return false;
        if (step[0] == "*") return true;
        if (field == 2 && part == "last") return true;
        var ends = step[0].Split('-').Select(e => Value(e, field)).ToList();
        var (low, high) = s_ranges[field];
        return ends.Count <= 2 && ends.All(e => e >= low && e <= high) && ends[0] <= ends[^1];
    }

    private static int? Value(string text, int field) => field switch
    {
        3 when Array.IndexOf(s_months, text) is >= 0 and var month => month + 1,
        4 when Array.IndexOf(s_weekdays, text) is >= 0 and var day => day,
        _ => Number(text),
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
