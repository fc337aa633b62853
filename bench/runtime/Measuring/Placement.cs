namespace Argosy.Bench.Runtime.Measuring;

/// <summary>
/// Takes figures only while the two cores have this machine's usual distance: otherwise a turn after the host moved a
/// core would be compared with turns under better conditions.
/// </summary>
internal sealed class Placement
{
    private const int Samples = 15;
    private const int Waits = 40;
    private const double Alike = 1.7;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private Placement(double usual) => Usual = usual;

    /// <summary>Nanoseconds of the cores' round trip, the usual value at the benchmark's start.</summary>
    public double Usual { get; }

    /// <summary>Repeated turns.</summary>
    public int Repeated { get; private set; }

    /// <summary>Turns that count despite an unusual distance, because it lasted too long.</summary>
    public int Unusual { get; private set; }

    /// <summary>Measures the distance for some seconds.</summary>
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

    /// <summary>Runs a turn when the distance is usual,
    /// and repeats it if the distance has changed by its end.</summary>
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
