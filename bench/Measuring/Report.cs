using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Argosy.Bench;

/// <summary>The table of figures.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new("| what | figure | beside or bound | |\n|---|---|---|---|\n");

    /// <summary>The table, with the largest memory of the process.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture,
        $"{_text}| largest memory | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB | 300 MB | |\n");

    /// <summary>Adds seconds beside their bound.</summary>
    public void Add(string what, double seconds, double bound, string boundSaid) => _text.Append(
        CultureInfo.InvariantCulture,
        $"| {what} | {seconds:F2} s | {boundSaid} | {(seconds <= bound ? "met" : "**not met**")} |\n");

    /// <summary>Adds any figure.</summary>
    public void Note(string what, string figure, string beside, bool met) => _text.Append(
        CultureInfo.InvariantCulture, $"| {what} | {figure} | {beside} | {(met ? "met" : "**not met**")} |\n");

    /// <summary>The median seconds of some rounds.</summary>
    public static async Task<double> MedianAsync(int rounds, Func<int, Task> run)
    {
        var seconds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await run(round);
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        return seconds[rounds / 2];
    }
}
