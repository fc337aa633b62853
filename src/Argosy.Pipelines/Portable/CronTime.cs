using System.Globalization;

namespace Argosy.Pipelines.Portable;

/// <summary>Converts a time from Zuul's format to cron's.</summary>
/// <remarks>Zuul counts weekdays from Monday, cron from Sunday. Zuul requires day and weekday to match, cron only one.
/// Only Zuul has seconds and jitter.</remarks>
internal static class CronTime
{
    /// <summary>Five fields, and the parts that are lost.</summary>
    /// <param name="time">Five to seven fields, as checked when they were read.</param>
    public static (string Cron, IReadOnlyList<string> Lost) FromZuul(string time)
    {
        var fields = time.Split(' ');
        var lost = new List<string>();
        if (fields.Length > 5) lost.Add($"the seconds and the jitter of '{time}'");
        if (fields[2] != "*" && fields[4] != "*")
            lost.Add($"that '{time}' wants the day and the weekday both: cron takes either");
        return (string.Join(' ', [.. fields[..4], Weekdays(fields[4])]), lost);
    }

    private static string Weekdays(string field) => field == "*"
        ? field
        : string.Join(',', field.Split(',').SelectMany(Days).Select(d => (d + 1) % 7).Distinct().Order());

    // Listed one by one: a range that is moved by a day may start after its end.
    private static IEnumerable<int> Days(string part)
    {
        var step = part.Split('/');
        var ends = step[0] == "*" ? ["0", "6"] : step[0].Split('-');
        var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var last = ends.Length == 2 ? int.Parse(ends[1], CultureInfo.InvariantCulture) : step.Length == 2 ? 6 : first;
        var every = step.Length == 2 ? int.Parse(step[1], CultureInfo.InvariantCulture) : 1;
        for (var day = first; day <= last; day += every) yield return day;
    }
}
