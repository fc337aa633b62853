namespace Argosy.Runtime;

/// <summary>Task.WaitAsync, which netstandard2.0 lacks.</summary>
internal static class TaskWaiting
{
    /// <summary>Waits for the task or the token, whichever is first; the task continues.</summary>
    internal static async Task UntilAsync(this Task task, CancellationToken cancellationToken)
    {
#if NET
        await task.WaitAsync(cancellationToken).ConfigureAwait(false);
#else
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
            await (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
#endif
    }
}
