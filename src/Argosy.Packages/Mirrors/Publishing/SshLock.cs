using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>The lock of a server's folder: a program there holds it until its input ends, as it also does when the
/// publisher is killed or the connection breaks.</summary>
internal sealed class SshLock : IAsyncDisposable
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<CommandResult> _holding;

    private SshLock(Command hold, CommandRunner runner, CancellationToken cancellation) =>
        _holding = runner.TryRunAsync(hold with
        {
            OutputLine = line => _answer.TrySetResult(line == "held"),
            WriteInput = (_, ended) => _release.Task.WaitAsync(ended),
        }, cancellation);

    /// <summary>Takes the lock; null if another publisher has it. Error ARG0595 without a connection.</summary>
    public static async Task<SshLock?> TryTakeAsync(
        Command hold, string place, CommandRunner runner, CancellationToken cancellation)
    {
        var taken = new SshLock(hold, runner, cancellation);
        await Task.WhenAny(taken._answer.Task, taken._holding);
        if (!taken._answer.Task.IsCompleted)
        {
            var result = await taken._holding;
            throw TargetFault.Unusable(
                place, $"ssh ended with exit code {result.ExitCode}: {result.Tail(3).ReplaceLineEndings(" ")}");
        }

        if (await taken._answer.Task) return taken;
        await taken.DisposeAsync();
        return null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _release.TrySetResult();
        try
        {
            await _holding;
        }
        catch (OperationCanceledException)
        {
            // The program was ended, and the lock with it.
        }
    }
}
