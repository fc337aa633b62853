using Argosy.Images.Engines;
using Argosy.Processes;

namespace Argosy.Images.Proof;

/// <summary>podman's API on a socket of its own, in its own namespaces. Disposing it ends the service and everything in the
/// namespaces.</summary>
internal sealed class PodmanService : IAsyncDisposable
{
    private const string SocketName = "podman.sock";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);
    private readonly BackgroundCommand _command;

    private PodmanService(BackgroundCommand command, DockerApiEngine engine) =>
        (_command, Engine) = (command, engine);

    /// <summary>The engine behind the socket.</summary>
    public DockerApiEngine Engine { get; }

    /// <summary>Starts it. The caller awaits <see cref="WaitUntilReadyAsync"/>.</summary>
    /// <param name="runner">Logs its output.</param>
    /// <param name="folder">For its settings and its socket; the caller removes it.</param>
    public static PodmanService Start(CommandRunner runner, string folder)
    {
        var engine = new PrivateEngine(folder);
        engine.Prepare();
        return new(
            runner.StartInBackground(engine.Podman(
                ["system", "service", "--time=0", $"unix://{PrivateEngine.OwnFolder}/{SocketName}"])),
            new DockerApiEngine(Path.Combine(folder, SocketName)));
    }

    /// <summary>Waits until it answers.</summary>
    /// <returns>Null if it does; otherwise how it ended, or that it didn't answer in time.</returns>
    public async Task<CommandResult?> WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limit);
        try
        {
            while (!_command.Ended.IsCompleted)
            {
                if (await Engine.AnswersAsync(clock.Token)) return null;
                await Task.WhenAny(_command.Ended, Task.Delay(s_interval, clock.Token));
                clock.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(-1, "", "podman's service doesn't answer", TimedOut: true);
        }

        return await _command.Ended;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await _command.DisposeAsync();
    }
}
