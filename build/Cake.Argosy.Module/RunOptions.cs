using System.Globalization;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>What the command line says to the engine.</summary>
/// <param name="Jobs"><c>--jobs=N</c>: processor tokens; the machine's processors by default.</param>
/// <param name="KeepGoing"><c>--keep-going</c>: after a failure, run what doesn't depend on it.</param>
/// <param name="Force"><c>--force</c>: run tasks that are up to date, too.</param>
/// <param name="Verbose"><c>--verbosity=verbose</c> or above: show every task's output, whole, when it ends.</param>
internal sealed record RunOptions(int Jobs, bool KeepGoing, bool Force, bool Verbose)
{
    public static RunOptions Read(ICakeContext context)
    {
        var jobs = context.Arguments.GetArguments("jobs").LastOrDefault();
        return new(
            jobs is null ? Environment.ProcessorCount : ParseJobs(jobs),
            context.Arguments.HasArgument("keep-going"),
            context.Arguments.HasArgument("force"),
            context.Log.Verbosity >= Cake.Core.Diagnostics.Verbosity.Verbose);
    }

    private static int ParseJobs(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is > 0 and <= 1024
            ? jobs
            : throw new ArgosyException(new Diagnosis(
                "ARG0704", Place.CommandLine, $"--jobs={text} is not a number from 1 to 1024", "Write --jobs=2, for example."));
}
