namespace Argosy.Bench.Runtime.Measuring;

/// <summary>
/// Has figures be taken while the two cores lie as they mostly do on this machine: a turn while its host had moved one away would be compared
/// with turns that hadn't that bad luck.
/// </summary>
internal sealed class Placement
{
    private const int Samples = 15;
    private const int Waits = 40;
    private const double Alike = 1.7;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private Placement(double usual) => Usual = usual;

    /// <summary>Nanoseconds of the cores' round trip, as it mostly was when the benchmark began.</summary>
    public double Usual { get; }

    /// <summary>Turns that were taken again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Turns that count although the cores lay otherwise: they did so for too long.</summary>
    public int Unusual { get; private set; }

    /// <summary>Looks for some seconds.</summary>
    public static async Task<Placement> ObserveAsync(CancellationToken cancellationToken)
    {
        var distances = new List<double>();
        for (var i = 0; i < Samples; i++)
        {
            distances.Add(CoreDistance.Measure());
            await Task.Delay(s_pause, cancellationToken);
        }

        distances.Sort();
        return new(distances[Samples / 2]);
    }

    /// <summary>Runs a turn when the cores lie as usual, and again when they didn't any more at its end.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> turn, CancellationToken cancellationToken)
    {
        const int tries = 4;
        for (var i = 1; ; i++)
        {
            for (var waits = 0; !IsUsual() && waits < Waits; waits++) await Task.Delay(s_pause, cancellationToken);
            var result = await turn();
            if (IsUsual()) return result;
            if (i == tries)
            {
                Unusual++;
                return result;
            }

            Repeated++;
        }
    }

    private bool IsUsual() => CoreDistance.Measure() is var now && now <= Usual * Alike && now >= Usual / Alike;
}
