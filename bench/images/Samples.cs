using System.Diagnostics;

namespace Argosy.Bench.Images;

/// <summary>The durations of one measure's rounds.</summary>
internal sealed class Samples
{
    private readonly List<double> _seconds = [];

    /// <summary>In seconds.</summary>
    public double Median => _seconds.Order().ElementAt(_seconds.Count / 2);

    /// <summary>Measures one round.</summary>
    public async Task AddAsync(Func<Task> run)
    {
        var clock = Stopwatch.StartNew();
        await run();
        _seconds.Add(clock.Elapsed.TotalSeconds);
    }
}
