using System.Globalization;

namespace Argosy.Toolchains.Running;

/// <summary>A program's time limit on this machine under its current load: a multiple of the time of a trivial program
/// of its kind.</summary>
/// <remarks>A busy machine slows both down, so a limit from the trivial program distinguishes a program that hangs from
/// one that waits for a processor. Running out of time proves nothing about the program: it is tried once more, and is
/// then inconclusive.</remarks>
/// <param name="measure">Runs the trivial program, and returns its duration; whether it succeeded makes no
/// difference.</param>
public sealed class TimeLimit(Func<CancellationToken, Task<TimeSpan>> measure)
{
    // Proofs take up to 30 times as long as starting their emulator or interpreter.
    private const int Multiple = 150;

    private static readonly TimeSpan s_least = TimeSpan.FromMinutes(5);

    /// <summary>The variable with a test's time limit in seconds.</summary>
    public const string Variable = "ARGOSY_TEST_SECONDS";

    /// <summary>The longest limit: a program that hangs must end.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromHours(1);

    /// <summary>The shortest limit, even if the trivial program was faster.</summary>
    public TimeSpan Least { get; init; } = s_least;

    /// <summary>A limit from the duration of this trivial command.</summary>
    /// <param name="trivial">Runs it.</param>
    /// <param name="asked">The minimum limit, if more than the usual one is requested.</param>
    public static TimeLimit By(Func<CancellationToken, Task> trivial, TimeSpan asked = default) =>
        new(async cancellation =>
        {
            var begin = TimeProvider.System.GetTimestamp();
            await trivial(cancellation);
            return TimeProvider.System.GetElapsedTime(begin);
        })
        {
            Least = asked > s_least ? asked : s_least,
        };

    /// <summary>The limit given to a test: slightly less, so that it stops before it is ended.</summary>
    public static string SecondsOf(TimeSpan limit) =>
        Math.Max(1, (int)(0.9 * limit.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs something within the limit. If it runs out of time, measures again and tries once more, with at
    /// least twice the time.</summary>
    /// <param name="run">Gets the limit.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public async Task<RunOutcome> RunAsync(Func<TimeSpan, Task<RunOutcome>> run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var first = await FindAsync(TimeSpan.Zero, cancellation);
        var outcome = await run(first);
        if (!outcome.OutOfTime) return outcome;
        var second = await FindAsync(2 * first, cancellation);
        outcome = await run(second);
        return outcome.OutOfTime
            ? outcome with
            {
                Reason = $"It didn't end within {Text(first)}, nor within {Text(second)} when it was tried again: "
                    + "it hangs, or the machine is too busy."
            }
            : outcome;
    }

    private async Task<TimeSpan> FindAsync(TimeSpan least, CancellationToken cancellation)
    {
        var limit = Multiple * await measure(cancellation);
        if (limit < Least) limit = Least;
        if (limit < least) limit = least;
        return limit > Most ? Most : limit;
    }

    private static string Text(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0} s");
}
