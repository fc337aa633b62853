using Xunit.Abstractions;

namespace Argosy.Runtime.Tests;

/// <summary>
/// How long a fuzzer runs, and from which seed: ARGOSY_FUZZ_SECONDS, else ten seconds where CI is set, else a few;
/// ARGOSY_FUZZ_SEED repeats a run that failed.
/// </summary>
internal static class Fuzzing
{
    private const int SecondsInCI = 10;

    /// <param name="seconds">On a developer's machine.</param>
    internal static TimeSpan Time(int seconds) => TimeSpan.FromSeconds(
        Number("ARGOSY_FUZZ_SECONDS") ?? (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? seconds : SecondsInCI));

    internal static int Seed(ITestOutputHelper output)
    {
        var seed = Number("ARGOSY_FUZZ_SEED") ?? Environment.TickCount;
        output.WriteLine($"ARGOSY_FUZZ_SEED={seed}");
        return seed;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
