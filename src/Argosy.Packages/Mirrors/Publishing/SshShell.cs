using System.Text;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Runs the program <c>mirror-target.sh</c> on a server. The server needs no Argosy: the program is an
/// argument of its shell. All commands share a connection, which the first one opens.</summary>
internal sealed class SshShell : IAsyncDisposable
{
    // Nobody is there to answer a question; a dead connection ends instead of waiting for ever.
    private static readonly string[] s_options =
        ["-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"];

    private readonly MirrorAddress _address;
    private readonly string? _configuration;
    private readonly CommandRunner _runner;
    private readonly string _program;
    private readonly SemaphoreSlim _opening = new(1);
    private SshConnection? _connection;
    private bool _isOpened;

    public SshShell(MirrorAddress address, string? configuration, CommandRunner runner)
    {
        (_address, _configuration, _runner) = (address, configuration, runner);
        using var stream = typeof(SshShell).Assembly.GetManifestResourceStream("mirror-target.sh")
            ?? throw new InvalidOperationException("the assembly carries no 'mirror-target.sh'");
        using var reader = new StreamReader(stream);
        _program = reader.ReadToEnd();
    }

    /// <summary>Runs a command to its end. Error ARG0595 with its last lines, unless the exit code is
    /// <paramref name="allowed"/>.</summary>
    public async Task<CommandResult> RunAsync(
        string command, IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task>? input = null,
        int allowed = 0, CancellationToken cancellation = default)
    {
        var ssh = await OfAsync(command, arguments, cancellation);
        var result = await _runner.TryRunAsync(
            ssh with { WriteInput = input, OutputLine = static _ => { } }, cancellation);
        return result.ExitCode == 0 || result.ExitCode == allowed
            ? result
            : throw TargetFault.Unusable($"{_address}",
                $"{command} ended with exit code {result.ExitCode}: {result.Tail(3).ReplaceLineEndings(" ")}");
    }

    /// <summary>The ssh command that runs one of the program's commands.</summary>
    public async Task<Command> OfAsync(
        string command, IReadOnlyList<string> arguments, CancellationToken cancellation) => new("ssh",
    [
        .. await OptionsAsync(cancellation), "--", _address.Host!,
        string.Join(' ', ((string[])["sh", "-c", _program, "mirror-target", command, _address.Path, .. arguments])
            .Select(Quoted)),
    ]);

    /// <summary>rsync of a folder's content into the target.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="temporary">The target's folder for files that aren't complete.</param>
    /// <param name="cancellation">Ends the connecting.</param>
    public async Task<Command> CopyAsync(
        string folder, string temporary, CancellationToken cancellation) => new("rsync",
    [
        // Links to the build's files become files; each gets its name when it is complete.
        "--recursive", "--copy-links", "--ignore-existing", "--chmod=D0755,F0644", "--protect-args",
        $"--temp-dir={temporary}", "-e",
        string.Join(' ', (await OptionsAsync(cancellation)).Prepend("ssh").Select(Quoted)), "--",
        $"{folder}/", $"{_address.Host}:{_address.Path}/",
    ]);

    /// <summary>Lines as the input of a command.</summary>
    public static Func<Stream, CancellationToken, Task> Lines(
        IEnumerable<string> lines, ReadOnlyMemory<byte> rest = default)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(line).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return async (stream, cancellation) =>
        {
            await stream.WriteAsync(bytes, cancellation);
            await stream.WriteAsync(rest, cancellation);
            await stream.FlushAsync(cancellation);
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _opening.Dispose();
    }

    private async Task<IReadOnlyList<string>> OptionsAsync(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            if (!_isOpened)
                _connection = await SshConnection.TryOpenAsync(
                    OwnOptions(), _address.Host!, $"{_address}", _runner, cancellation);
            _isOpened = true;
        }
        finally
        {
            _opening.Release();
        }

        return _connection is null
            ? OwnOptions()
            : [.. OwnOptions(), "-o", "ControlMaster=no", "-o", $"ControlPath={_connection.Socket}"];
    }

    private IReadOnlyList<string> OwnOptions() =>
    [
        .. _configuration is null ? (string[])[] : ["-F", _configuration],
        .. _address.Port is { } port ? (string[])["-p", $"{port}"] : [],
        .. s_options,
    ];

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
