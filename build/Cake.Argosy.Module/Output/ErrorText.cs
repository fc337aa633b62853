using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Module.Output;

/// <summary>An exception as a user should read it.</summary>
internal static class ErrorText
{
    /// <summary>Diagnoses as they are; what we foresaw as little as a bug, with its origin.</summary>
    public static IEnumerable<string> Of(Exception error) => error switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(Of),
        ArgosyException known => known.Diagnoses.Select(d => d.ToString()),
        IOException full when IsDiskFull(full) =>
            [new Diagnosis("ARG0710", new("disk"), full.Message.TrimEnd('.'), "Free some space and run the same command again.").ToString()],
        Cake.Core.CakeException cake => [cake.Message],
        _ => [new Diagnosis("ARG0711", new(error.TargetSite?.DeclaringType?.FullName ?? "build"),
            $"{error.GetType().Name}: {error.Message.TrimEnd('.')}",
            "This is not a foreseen error: please report it, with the task's log.").ToString()],
    };

    // ENOSPC and EDQUOT, as .NET passes them on in HResult.
    private static bool IsDiskFull(IOException e) => (e.HResult & 0xFFFF) is 28 or 122;
}
