using System.Globalization;

namespace Argosy.Toolchains.Running;

/// <summary>How long a program may take here and now: a multiple of what a trivial one of its kind takes at the same time.
/// </summary>
/// <remarks>A machine that is busy with other things slows both down, so a limit that follows from the trivial program tells a
/// program that hangs from one that waits for its turn. Running out of time proves nothing of the program: it is tried once
/// more, and is inconclusive then.</remarks>
/// <param name="measure">Runs the trivial program, and says how long it took; whether it succeeded makes no difference.</param>
public sealed class TimeLimit(Func<CancellationToken, Task<TimeSpan>> measure)
{
    // What proofs do takes up to 30 times as long as starting their emulator or interpreter.
    private const int Multiple = 150;

    private static readonly TimeSpan s_least = TimeSpan.FromMinutes(5);

    /// <summary>The variable that tells a test how many seconds it may take.</summary>
    public const string Variable = "ARGOSY_TEST_SECONDS";

    /// <summary>The longest: a program that hangs has to end some time.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromHours(1);

    /// <summary>The shortest, however fast the trivial program was.</summary>
    public TimeSpan Least { get; init; } = s_least;

    /// <summary>The limit of anything, by how long this trivial command takes.</summary>
    /// <param name="trivial">Runs it.</param>
    /// <param name="asked">What is to be allowed at least, where somebody asks for more than usual.</param>
    public static TimeLimit By(Func<CancellationToken, Task> trivial, TimeSpan asked = default) => new(async cancellation =>
    {
        var begin = TimeProvider.System.GetTimestamp();
        await trivial(cancellation);
        return TimeProvider.System.GetElapsedTime(begin);
    })
    {
        Least = asked > s_least ? asked : s_least,
    };

    /// <summary>What a test is told of its limit: a little less, so that it gives up before it is ended.</summary>
    public static string SecondsOf(TimeSpan limit) =>
        Math.Max(1, (int)(0.9 * limit.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs something within the limit. Where it runs out of time, measures again and tries once more, with at least
    /// twice the time.</summary>
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
            ? outcome with { Reason = $"It didn't end within {Text(first)}, nor within {Text(second)} when it was tried again: it hangs, or the machine is too busy." }
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
