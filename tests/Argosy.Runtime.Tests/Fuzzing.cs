namespace Argosy.Runtime.Tests;

/// <summary>
/// A fuzzer's time and seed. ARGOSY_FUZZ_SECONDS sets the time; the default is five seconds if CI is set, else a
/// few. ARGOSY_FUZZ_SEED repeats a failed run.
/// </summary>
internal static class Fuzzing
{
    private const int SecondsInCI = 5;

    /// <param name="seconds">The default on a developer's machine.</param>
    internal static TimeSpan Time(int seconds) => TimeSpan.FromSeconds(
        Number("ARGOSY_FUZZ_SECONDS")
        ?? (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? seconds : SecondsInCI));

    internal static int Seed(ITestOutputHelper output)
    {
        var seed = Number("ARGOSY_FUZZ_SEED") ?? Environment.TickCount;
        output.WriteLine($"ARGOSY_FUZZ_SEED={seed}");
        return seed;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
