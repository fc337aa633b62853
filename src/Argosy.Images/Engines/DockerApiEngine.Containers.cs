using Argosy.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Argosy.Images.Engines;

public sealed partial class DockerApiEngine
{
    private bool? _limitsMemory;

    // Removing a container kills it first; an engine that takes longer doesn't answer at all.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task<CommandResult> CreateAsync(ContainerRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            await RemoveAsync(await MakeAsync(request, cancellation));
            return new(0, "", "");
        }
        catch (DockerApiException e)
        {
            return new(EngineExit.CantMake, "", MessageOf(e));
        }
    }

    /// <inheritdoc />
    public async Task<CommandResult> RunAsync(ContainerRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var output = new ContainerOutput(request);
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (request.Timeout is { } timeout) clock.CancelAfter(timeout);
        try
        {
            var exitCode = await RunAsync(request, output, clock.Token);
            return output.Result(exitCode);
        }
        catch (DockerApiException e)
        {
            var message = MessageOf(e);
            output.AddError(message);
            return output.Result(EngineExit.Of(message));
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return output.Result(EngineExit.Killed) with { TimedOut = true };
        }
    }

    private async Task<int> RunAsync(ContainerRequest request, ContainerOutput output, CancellationToken cancellation)
    {
        var container = await MakeAsync(request, cancellation);
        try
        {
            // Before the start, so that nothing is missed.
            using var streams = await CallAsync(() => _client.Containers.AttachContainerAsync(container,
                new ContainerAttachParameters
                {
                    Stream = true,
                    Stdin = request.Input is not null,
                    Stdout = true,
                    Stderr = true
                },
                cancellation));
            await CallAsync(() => _client.Containers.StartContainerAsync(
                container, new ContainerStartParameters(), cancellation));
            // A stream that waits for the engine ends with its connection only.
            await using var ending = cancellation.Register(streams.Dispose);
            var feeding = request.Input is { } input ? FeedAsync(input, streams, cancellation) : Task.CompletedTask;
            await ReadAsync(streams, output, cancellation);
            var ended = await CallAsync(() => _client.Containers.WaitContainerAsync(container, cancellation));
            await feeding;
            return (int)ended.StatusCode;
        }
        finally
        {
            await RemoveAsync(container);
        }
    }

    private async Task<string> MakeAsync(ContainerRequest request, CancellationToken cancellation)
    {
        var parameters = ParametersOf(request);
        if (request.Memory is { } memory && await LimitsMemoryAsync(cancellation))
        {
            parameters.HostConfig!.Memory = (long)memory << 20;
            parameters.HostConfig.MemorySwap = (long)memory << 20;
        }

        var made = await CallAsync(() => _client.Containers.CreateContainerAsync(parameters, cancellation));
        return made.ID;
    }

    // Without the kernel's controller, such as in an ordinary user's namespace, the engines refuse a limit.
    private async Task<bool> LimitsMemoryAsync(CancellationToken cancellation) =>
        _limitsMemory ??= (await CallAsync(() => _client.System.GetSystemInfoAsync(cancellation))).MemoryLimit;

    private static CreateContainerParameters ParametersOf(ContainerRequest request) => new()
    {
        Image = request.Image.Reference,
        Platform = request.Image.Image.Descriptor.Platform!.ToString(),
        Entrypoint = request.Entrypoint?.ToList()!,
        Cmd = request.Arguments?.ToList()!,
        Env = [.. request.Environment.Select(v => $"{v.Key}={v.Value}")],
        OpenStdin = request.Input is not null,
        StdinOnce = request.Input is not null,
        AttachStdin = request.Input is not null,
        AttachStdout = true,
        AttachStderr = true,
        HostConfig = new HostConfig
        {
            NetworkMode = request.HasHostNetwork ? "host" : "none",
            ShmSize = (long)request.SharedMemory << 20,
            Ulimits = request.HasExplicitLimits ? [Limit("nofile"), Limit("nproc")] : [],
        },
    };

    private static Ulimit Limit(string name) => new() { Name = name, Soft = 1024, Hard = 1024 };

    private static async Task FeedAsync(Stream input, MultiplexedStream streams, CancellationToken cancellation)
    {
        try
        {
            var buffer = new byte[64 << 10];
            while (await input.ReadAsync(buffer, cancellation) is > 0 and var count)
                await streams.WriteAsync(buffer, 0, count, cancellation);
            streams.CloseWrite();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It ended without reading all of its input: its exit code shows whether that matters.
        }
    }

    private static async Task ReadAsync(
        MultiplexedStream streams, ContainerOutput output, CancellationToken cancellation)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await streams.ReadOutputAsync(buffer, 0, buffer.Length, cancellation) is { EOF: false } read)
                output.Add(read.Target == MultiplexedStream.TargetStream.StandardError, buffer.AsSpan(0, read.Count));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The stream ends in the middle where the limit ended the container, or the engine failed: waiting for the
            // container's end tells.
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // In spite of the caller's cancellation, since a container would stay.
    private async Task RemoveAsync(string container)
    {
        using var clock = new CancellationTokenSource(s_patience);
        try
        {
            await CallAsync(async () =>
            {
                await _client.Containers.RemoveContainerAsync(
                    container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, clock.Token);
                return true;
            });
        }
        catch (DockerContainerNotFoundException)
        {
            // It is gone.
        }
        catch (DockerApiException e)
        {
            throw EngineErrors.Failed(_socket.Path, MessageOf(e));
        }
    }
}
