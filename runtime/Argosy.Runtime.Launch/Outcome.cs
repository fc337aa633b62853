namespace Argosy.Runtime.Launch;

/// <summary>The outcome of the run: the first failure, regardless of those that follow from it.</summary>
internal sealed class Outcome
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _code;

    internal Task WhenFailed => _failed.Task;

    internal int Code => Volatile.Read(ref _code);

    internal void Note(int exitCode)
    {
        if (exitCode != 0)
            Decide(exitCode, null);
    }

    internal void Decide(int exitCode, string? why)
    {
        if (Interlocked.CompareExchange(ref _code, exitCode, 0) != 0)
            return;
        if (why is not null)
            Console.Error.WriteLine($"argosy-launch: {why}");
        _failed.TrySetResult();
    }
}
