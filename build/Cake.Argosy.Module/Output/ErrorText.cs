using System.Diagnostics;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy.Module.Output;

/// <summary>An exception as text for a user.</summary>
internal static class ErrorText
{
    /// <summary>An exception from a task's own code is that task's failure, with its own message. Only unexpected exceptions of
    /// Argosy's code are reported as bugs.</summary>
    public static IEnumerable<string> OfTask(string task, Exception error) => error switch
    {
        AggregateException { InnerExceptions.Count: > 0 } many => many.InnerExceptions.SelectMany(e => OfTask(task, e)),
        // Another run, which the task started: its own tasks' errors have been shown.
        CakeReportException run => [run.Message],
        _ when error is ArgosyException || FullDisk(error) is not null || IsOurs(error) => Of(error),
        _ => [new Diagnostic("ARG0765", new($"task {task}"), $"it failed: {Cause(error)}",
            "The task's own code says so; what it printed before stands in its log.").ToString()],
    };

    /// <summary>Diagnostics unchanged; unexpected exceptions as bugs, with their origin.</summary>
    public static IEnumerable<string> Of(Exception error) => error switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(Of),
        _ when FullDisk(error) is { } full => [Disk(full).ToString()],
        ArgosyException known => known.Diagnostics.Select(d => d.ToString()),
        CakeException cake => [cake.Message],
        _ => [new Diagnostic("ARG0711", new(error.TargetSite?.DeclaringType?.FullName ?? "build"),
            $"{error.GetType().Name}: {error.Message.TrimEnd('.')}",
            "This is not a foreseen error: please report it, with the task's log.").ToString()],
    };

    /// <summary>Error ARG0710.</summary>
    public static Diagnostic Disk(Exception full) =>
        new("ARG0710", new("disk"), full.Message.TrimEnd('.'), "Free some space and run the same command again.");

    /// <summary>The error of a full disk inside an error: other code may have wrapped it. Null if it is another error.</summary>
    public static IOException? FullDisk(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            // ENOSPC and EDQUOT, as .NET passes them on in HResult; and its own code for a file that can't be given its size.
            if (error is IOException full && (full.HResult & 0xFFFF) is 28 or 122 or 112) return full;
        }

        return null;
    }

    private static string Cause(Exception error) =>
        (error.GetType() == typeof(Exception) || error is CakeException ? "" : $"{error.GetType().Name}: ") + error.Message.TrimEnd('.');

    // By the first frame outwards that is neither .NET's nor Cake's.
    private static bool IsOurs(Exception error)
    {
        if (error is CakeException or OperationCanceledException) return false;
        foreach (var frame in new StackTrace(error).GetFrames())
        {
            if (frame.GetMethod()?.DeclaringType is not { } type || type.Assembly.GetName().Name is not { } name) continue;
            if (name.StartsWith("Argosy.", StringComparison.Ordinal) || name == "Cake.Argosy") return true;
            // The engine calls every task: its frames end the search, unless it threw itself.
            if (name == "Cake.Argosy.Module") return !IsCaller(type);
            if (!IsFramework(name)) return false;
        }

        return false;
    }

    private static bool IsCaller(Type type) =>
        type.FullName!.StartsWith("Cake.Argosy.Module.Execution.TaskActions", StringComparison.Ordinal)
        || type.FullName.StartsWith("Cake.Argosy.Module.Lifecycle", StringComparison.Ordinal)
        // An error of starting a program shows the program's name.
        || type.FullName.StartsWith("Cake.Argosy.Module.Output.TaskProcessRunner", StringComparison.Ordinal);

    private static bool IsFramework(string assembly) => assembly.StartsWith("System", StringComparison.Ordinal)
        || assembly is "mscorlib" or "netstandard" || assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
        || (assembly.StartsWith("Cake.", StringComparison.Ordinal) && !assembly.StartsWith("Cake.Argosy", StringComparison.Ordinal));
}
