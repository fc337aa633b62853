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
    private readonly SshSession _master;

    private SshConnection(TemporaryFolder folder, SshSession master) => (_folder, _master) = (folder, master);

    /// <summary>The socket of the connection.</summary>
    public string Socket => SocketIn(_folder);

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
        var socket = SocketIn(folder);
        if (!IsPlain().IsMatch(socket) || socket.Length > LongestName)
        {
            folder.Dispose();
            return null;
        }

        try
        {
            var (master, _) = await SshSession.StartAsync(
                new("ssh",
                [
                    .. options, "-o", "ControlMaster=yes", "-o", $"ControlPath={socket}", "-o", "ControlPersist=no",
                    "--", host, $"echo {Ready}; cat > /dev/null",
                ]), line => line == Ready, place, runner, cancellation);
            return new(folder, master);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _master.DisposeAsync();
        _folder.Dispose();
    }

    private static bool IsOfUser(string line) =>
        line.StartsWith("controlpath ", StringComparison.Ordinal) && line != "controlpath none";

    private static string SocketIn(TemporaryFolder folder) => folder.At("s");

    // ssh takes a % and spaces for something else.
    [GeneratedRegex("^[A-Za-z0-9/._-]+$")]
    private static partial Regex IsPlain();
}
