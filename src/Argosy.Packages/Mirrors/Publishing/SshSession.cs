using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>A program on a server that runs until its input ends, as it also does when this process is killed or the
/// connection breaks.</summary>
internal sealed class SshSession : IAsyncDisposable
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<CommandResult> _running;

    private SshSession(
        Command program, Func<string, bool> isAnswer, CommandRunner runner, CancellationToken cancellation) =>
        _running = runner.TryRunAsync(program with
        {
            OutputLine = line =>
            {
                if (isAnswer(line)) _answer.TrySetResult(line);
            },
            WriteInput = (_, ended) => _release.Task.WaitAsync(ended),
        }, cancellation);

    /// <summary>Starts it, and waits for its answer. Error ARG0595 if it ends before.</summary>
    /// <param name="program">The ssh command.</param>
    /// <param name="isAnswer">Whether a line of its output is the answer.</param>
    /// <param name="place">The target, for the error.</param>
    /// <param name="runner">Starts ssh.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<(SshSession Session, string Answer)> StartAsync(
        Command program, Func<string, bool> isAnswer, string place, CommandRunner runner,
        CancellationToken cancellation)
    {
        var session = new SshSession(program, isAnswer, runner, cancellation);
        await Task.WhenAny(session._answer.Task, session._running);
        if (session._answer.Task.IsCompleted) return (session, await session._answer.Task);
        var result = await session._running;
        throw TargetFault.Unusable(
            place, $"ssh ended with exit code {result.ExitCode}: {result.Tail(3).ReplaceLineEndings(" ")}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _release.TrySetResult();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // The program was ended.
        }
    }
}
