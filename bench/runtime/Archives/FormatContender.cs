using System.Diagnostics;
using Argosy.Bench.Runtime.Measuring;

namespace Argosy.Bench.Runtime.Archives;

/// <summary>Measures a format of .NET as the C++ peers measure theirs: the median of some batches.</summary>
internal static class FormatContender
{
    private const int Batches = 9;

    // Enough calls, and time for its background thread, that the just-in-time compiler finishes.
    private const int WarmUp = 200;

    public static Contender Of(IArchiveFormat format, Bench bench)
    {
        var isWarm = false;
        return new(format.Name, async cancellationToken =>
        {
            for (var i = 0; !isWarm && i < 10; i++)
            {
                Repeat(WarmUp, () => format.Write());
                Repeat(WarmUp, () => format.Read());
                await Task.Delay(150, cancellationToken);
            }

            isWarm = true;
            var size = format.Write();
            if (format.Read() != BenchRecord.Make().Sum())
                throw new ContenderException($"{format.Name} reads another record than was written");
            return FormatFigures.Of(
                size, Nanoseconds(bench.Milliseconds, () => format.Write()),
                Nanoseconds(bench.Milliseconds, () => format.Read()));
        });
    }

    private static double Nanoseconds<T>(double milliseconds, Func<T> action)
    {
        GC.Collect();
        var count = (int)Math.Max(1, milliseconds / Batches / Repeat(100, action) * 100);
        return new Measurement("", [.. Enumerable.Range(0, Batches).Select(_ => Repeat(count, action) / count * 1e6)])
            .Median;
    }

    /// <returns>Milliseconds.</returns>
    private static double Repeat<T>(int count, Func<T> action)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) action();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
