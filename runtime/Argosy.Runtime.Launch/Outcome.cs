namespace Argosy.Runtime.Launch;

/// <summary>The outcome of the run: the first failure, regardless of those that follow from it.</summary>
internal sealed class Outcome
{
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int code;

    internal Task WhenFailed => failed.Task;

    internal int Code => Volatile.Read(ref code);

    internal void Note(int exitCode)
    {
        if (exitCode != 0)
            Decide(exitCode, null);
    }

    internal void Decide(int exitCode, string? why)
    {
        if (Interlocked.CompareExchange(ref code, exitCode, 0) != 0)
            return;
        if (why is not null)
            Console.Error.WriteLine($"argosy-launch: {why}");
        failed.TrySetResult();
    }
}
