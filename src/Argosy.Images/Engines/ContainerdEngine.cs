using Argosy.Artifacts.Files;
using Argosy.Processes;

namespace Argosy.Images.Engines;

/// <summary>containerd, by its own program <c>ctr</c>.</summary>
/// <param name="runner">Runs it.</param>
/// <param name="address">containerd's socket.</param>
public sealed class ContainerdEngine(CommandRunner runner, string address) : IContainerEngine
{
    private const string Program = "ctr";
    private const string OwnMessage = "ctr: ";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc />
    public async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        var said = await CtrAsync(["version"], cancellation);
        var versions = said.Output.Split('\n').Select(l => l.Trim())
            .Where(l => l.StartsWith("Version:", StringComparison.Ordinal));
        return $"containerd {versions.LastOrDefault()?["Version:".Length..].Trim()}";
    }

    /// <inheritdoc />
    public async Task<LoadedImage> LoadAsync(
        PlatformImage image, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = await runner.TryRunAsync(
            Ctr(["images", "import", "--platform", $"{image.Descriptor.Platform}", "-"]) with
            {
                WriteInput = async (pipe, token) =>
                {
                    await using var archive = new ImageArchive(image, reference);
                    await archive.CopyToAsync(pipe, token);
                },
            },
            cancellation);
        return result.Succeeded ? new(reference, image)
            : EngineErrors.SaysNoConnection(result.Error) ? throw EngineErrors.NoAnswer(address, result.Tail(1))
            : throw EngineErrors.RefusedImage(image, result.Tail(1));
    }

    /// <inheritdoc />
    public async Task<CommandResult> RunAsync(ContainerRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var id = NewName();
        using var folder = new TemporaryFolder("argosy-ctr-");
        var begun = folder.At("pid");
        var command = Ctr(["run", "--rm", "--pid-file", begun, .. Options(request), request.Image.Reference, id,
            .. ProgramOf(request)]) with
        {
            OutputLine = request.OutputLine,
            ErrorLine = request.ErrorLine,
            WriteInput = (pipe, token) => FeedAsync(request.Input, pipe, begun, token),
            Timeout = request.Timeout,
        };
        var isRemoved = false;
        try
        {
            var run = await runner.TryRunAsync(command, cancellation);
            var isEngines = run is { TimedOut: false, ExitCode: 1, Error.Length: > 0 }
                && run.Tail(1).StartsWith(OwnMessage, StringComparison.Ordinal);
            isRemoved = !isEngines && !run.TimedOut;
            return isEngines ? run with { ExitCode = EngineExit.Of(run.Tail(1)) } : run;
        }
        finally
        {
            // The program that was ended would have removed it.
            if (!isRemoved) await RemoveContainerAsync(id);
        }
    }

    /// <inheritdoc />
    public async Task<CommandResult> CreateAsync(ContainerRequest request, CancellationToken cancellation)
    {
        // ctr can't create a container of another platform: this one is made, and then has nothing to start.
        var made = await RunAsync(request with { Entrypoint = ["/"], Arguments = [] }, cancellation);
        return made.ExitCode is EngineExit.CantStart or EngineExit.NoProgram ? new(0, "", "") : made;
    }

    /// <inheritdoc />
    public async Task RemoveImageAsync(LoadedImage image, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        // It says so of a missing one, and succeeds.
        await CtrAsync(["images", "rm", "--sync", image.Reference], cancellation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Nothing stays between two runs of the program.
    }

    // An end of the input that comes before the container exists is lost, and the container then waits for ever.
    private static async Task FeedAsync(Stream? input, Stream pipe, string begun, CancellationToken cancellation)
    {
        if (input is not null) await input.CopyToAsync(pipe, cancellation);
        await pipe.FlushAsync(cancellation);
        while (!File.Exists(begun)) await Task.Delay(s_interval, cancellation);
    }

    // ctr takes all of a program or nothing of it.
    private static IReadOnlyList<string> ProgramOf(ContainerRequest request)
    {
        if (request.Entrypoint is null && request.Arguments is null) return [];
        var own = ImageProgram.Of(request.Image.Image);
        return
        [
            .. request.Entrypoint ?? own.Entrypoint,
            .. request.Arguments ?? (request.Entrypoint is null ? own.Arguments : []),
        ];
    }

    private static IEnumerable<string> Options(ContainerRequest request) =>
    [
        "--platform", $"{request.Image.Image.Descriptor.Platform}",
        "--mount", "type=tmpfs,src=shm,dst=/dev/shm,options=nosuid:noexec:nodev:mode=1777:"
            + $"size={request.SharedMemory}m",
        .. request.Memory is { } memory ? (string[])["--memory-limit", $"{(long)memory << 20}"] : [],
        .. request.HasHostNetwork ? (string[])["--net-host"] : [],
        .. request.Environment.SelectMany(v => (string[])["--env", $"{v.Key}={v.Value}"]),
    ];

    private async Task RemoveContainerAsync(string id)
    {
        // Both say that there is none where the engine has removed it.
        await runner.TryRunAsync(Ctr(["tasks", "rm", "--force", id]), CancellationToken.None);
        await runner.TryRunAsync(Ctr(["containers", "rm", id]), CancellationToken.None);
    }

    private async Task<CommandResult> CtrAsync(string[] arguments, CancellationToken cancellation)
    {
        var result = await runner.TryRunAsync(Ctr(arguments), cancellation);
        return result.Succeeded ? result
            : EngineErrors.SaysNoConnection(result.Error) ? throw EngineErrors.NoAnswer(address, result.Tail(1))
            : throw EngineErrors.Failed(address, result.Tail(1));
    }

    private Command Ctr(IReadOnlyList<string> arguments) =>
        new(Program, ["--address", address, .. arguments]) { OutputLine = static _ => { } };

    private static string NewName() => $"argosy-{Guid.NewGuid():N}";
}
