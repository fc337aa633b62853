using System.Diagnostics;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Output;

/// <summary>An exception as text for a user.</summary>
/// <param name="code">Knows the tool's exceptions.</param>
internal sealed class ErrorText(ITaskCode code)
{
    /// <summary>An exception from a task's own code is that task's failure, with its own message. Only unexpected
    /// exceptions of Argosy's code are reported as bugs.</summary>
    public IEnumerable<string> OfTask(string task, Exception error) => error switch
    {
        AggregateException { InnerExceptions.Count: > 0 } many => many.InnerExceptions.SelectMany(e => OfTask(task, e)),
        // Another run, which the task started: its own tasks' errors have been shown.
        _ when code.KindOf(error) == ErrorKind.Reported => [error.Message],
        _ when error is ArgosyException || FullDisk(error) is not null || IsOurs(error) => Of(error),
        _ => [new Diagnostic("ARG0765", new($"task {task}"), $"it failed: {Cause(error)}",
            "The task's own code says so; what it printed before is in its log.").ToString()],
    };

    /// <summary>Diagnostics unchanged; unexpected exceptions as bugs, with their origin.</summary>
    public IEnumerable<string> Of(Exception error) => error switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(Of),
        _ when FullDisk(error) is { } full => [Disk(full).ToString()],
        ArgosyException known => known.Diagnostics.Select(d => d.ToString()),
        _ when code.KindOf(error) != ErrorKind.Other => [error.Message],
        _ => [new Diagnostic("ARG0711", new(error.TargetSite?.DeclaringType?.FullName ?? "build"),
            $"{error.GetType().Name}: {error.Message.TrimEnd('.')}",
            "This is not a foreseen error: please report it, with the task's log.").ToString()],
    };

    /// <summary>Error ARG0710.</summary>
    public static Diagnostic Disk(Exception full) =>
        new("ARG0710", new("disk"), full.Message.TrimEnd('.'), "Free some space and run the same command again.");

    /// <summary>The error of a full disk inside an error: other code may have wrapped it. Null if it is another
    /// error.</summary>
    public static IOException? FullDisk(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            // ENOSPC and EDQUOT, as .NET passes them on in HResult; and its own code for a file that can't be given its
            // size.
            if (error is IOException full && (full.HResult & 0xFFFF) is 28 or 122 or 112) return full;
        }

        return null;
    }

    private string Cause(Exception error) =>
        (error.GetType() == typeof(Exception) || code.KindOf(error) != ErrorKind.Other
            ? ""
            : $"{error.GetType().Name}: ")
        + error.Message.TrimEnd('.');

    // By the first frame outwards that is neither .NET's nor the tool's.
    private bool IsOurs(Exception error)
    {
        if (error is OperationCanceledException || code.KindOf(error) != ErrorKind.Other) return false;
        foreach (var frame in new StackTrace(error).GetFrames())
        {
            if (frame.GetMethod()?.DeclaringType is not { } type
                || type.Assembly.GetName().Name is not { } name) continue;
            // The frames of what calls tasks end the search.
            if (CallsTasks(type)) return false;
            if (IsArgosy(name)) return true;
            if (!IsFramework(name)) return false;
        }

        return false;
    }

    private static bool CallsTasks(Type? type)
    {
        // The compiler nests the state of an asynchronous method in its type.
        for (; type is not null; type = type.DeclaringType)
        {
            if (type.IsDefined(typeof(CallsTasksAttribute), inherit: false)) return true;
        }

        return false;
    }

    private static bool IsArgosy(string assembly) => assembly.StartsWith("Argosy.", StringComparison.Ordinal)
        || assembly is "Cake.Argosy" or "Cake.Argosy.Module";

    private bool IsFramework(string assembly) => assembly.StartsWith("System", StringComparison.Ordinal)
        || assembly is "mscorlib" or "netstandard" || assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
        || assembly.StartsWith(code.ToolAssemblies, StringComparison.Ordinal);
}
