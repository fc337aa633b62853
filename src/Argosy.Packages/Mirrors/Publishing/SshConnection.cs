using System.Text.RegularExpressions;
using Argosy.Artifacts.Files;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>An open connection to a server, over which further commands run without a handshake of their own: the
/// master of ssh's multiplexing.</summary>
internal sealed partial class SshConnection : IAsyncDisposable
{
    // A socket's name has at most 107 bytes, and ssh appends some while it makes it.
    private const int LongestName = 85;
    private const string Ready = "ready";

    private readonly TemporaryFolder _folder;
    private readonly TaskCompletionSource _close = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<CommandResult> _master;

    private SshConnection(
        TemporaryFolder folder, IReadOnlyList<string> options, string host, CommandRunner runner,
        CancellationToken cancellation)
    {
        _folder = folder;
        Socket = SocketIn(folder);
        _master = runner.TryRunAsync(
            new("ssh",
            [
                .. options, "-o", "ControlMaster=yes", "-o", $"ControlPath={Socket}", "-o", "ControlPersist=no", "--",
                host, $"echo {Ready}; cat > /dev/null",
            ])
            {
                OutputLine = line =>
                {
                    if (line == Ready) _ready.TrySetResult();
                },
                WriteInput = (_, ended) => _close.Task.WaitAsync(ended),
            }, cancellation);
    }

    /// <summary>The socket of the connection.</summary>
    public string Socket { get; }

    /// <summary>Connects. Null if the user's configuration has connections of its own, or the temporary folder's name
    /// isn't fit for a socket. Error ARG0595 without a connection.</summary>
    /// <param name="options">Options of ssh.</param>
    /// <param name="host">The host's name for ssh.</param>
    /// <param name="place">The target, for the error.</param>
    /// <param name="runner">Starts ssh.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<SshConnection?> TryOpenAsync(
        IReadOnlyList<string> options, string host, string place, CommandRunner runner, CancellationToken cancellation)
    {
        var configuration = await runner.TryRunAsync(
            new("ssh", ["-G", .. options, "--", host]) { OutputLine = static _ => { } }, cancellation);
        if (configuration.Output.Split('\n').Any(IsOfUser)) return null;
        var folder = new TemporaryFolder("argosy-ssh-");
        if (!IsPlain().IsMatch(folder.Path) || SocketIn(folder).Length > LongestName)
        {
            folder.Dispose();
            return null;
        }

        var connection = new SshConnection(folder, options, host, runner, cancellation);
        await Task.WhenAny(connection._ready.Task, connection._master);
        if (connection._ready.Task.IsCompleted) return connection;
        folder.Dispose();
        var result = await connection._master;
        throw TargetFault.Unusable(
            place, $"ssh ended with exit code {result.ExitCode}: {result.Tail(3).ReplaceLineEndings(" ")}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _close.TrySetResult();
        try
        {
            await _master;
        }
        catch (OperationCanceledException)
        {
            // The connection was ended.
        }

        _folder.Dispose();
    }

    private static bool IsOfUser(string line) =>
        line.StartsWith("controlpath ", StringComparison.Ordinal) && line != "controlpath none";

    private static string SocketIn(TemporaryFolder folder) => folder.At("s");

    // ssh takes a % and spaces for something else.
    [GeneratedRegex("^[A-Za-z0-9/._-]+$")]
    private static partial Regex IsPlain();
}
