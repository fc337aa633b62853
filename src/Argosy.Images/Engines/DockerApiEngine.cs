using System.Net.Sockets;
using System.Text.Json;
using Argosy.Platforms.Diagnostics;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Argosy.Images.Engines;

/// <summary>An engine with docker's API on a Unix socket: docker, or podman's service.</summary>
public sealed partial class DockerApiEngine : IContainerEngine
{
    private readonly DockerClient _client;
    private readonly SocketPath _socket;

    /// <summary>Connects when it is used first.</summary>
    /// <param name="socket">The socket's path, of any length.</param>
    public DockerApiEngine(string socket)
    {
        _socket = new SocketPath(socket);
        _client = new DockerClientBuilder()
            .WithEndpoint(new Uri($"unix://{_socket.Short}"))
            .WithTimeout(Timeout.InfiniteTimeSpan) // loading an image takes as long as it takes
            .Build();
    }

    /// <inheritdoc />
    public async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        var version = await CallAsync(() => _client.System.GetVersionAsync(cancellation));
        var isPodman = version.Components?.Any(c => c.Name.StartsWith("Podman", StringComparison.Ordinal)) == true;
        return $"{(isPodman ? "podman" : "docker")} {version.Version}";
    }

    /// <inheritdoc />
    public async Task<LoadedImage> LoadAsync(
        PlatformImage image, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        var messages = new LoadMessages();
        await using var archive = new ImageArchive(image, reference);
        try
        {
            await CallAsync(async () =>
            {
                await _client.Images.LoadImageAsync(
                    new ImageLoadParameters { Quiet = true }, archive, messages, cancellation);
                return true;
            });
        }
        catch (DockerApiException e)
        {
            throw Refused(image, MessageOf(e));
        }

        // An error after the first bytes of the answer is a message in it.
        return messages.Error is { } error ? throw Refused(image, error) : new(reference, image);
    }

    /// <inheritdoc />
    public async Task RemoveImageAsync(LoadedImage image, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            await CallAsync(() => _client.Images.DeleteImageAsync(
                image.Reference, new ImageDeleteParameters { Force = true }, cancellation));
        }
        catch (DockerImageNotFoundException)
        {
            // It is gone.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _client.Dispose();
        _socket.Dispose();
    }

    /// <summary>Whether it answers.</summary>
    internal async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await _client.System.PingAsync(cancellation);
            return true;
        }
        catch (Exception e) when (IsNoAnswer(e) || e is DockerApiException)
        {
            return false;
        }
    }

    private static ArgosyException Refused(PlatformImage image, string message) => new(new Diagnostic(
        "ARG0481", new(image.Layout), $"the engine refuses the image for {image.Descriptor.Platform}: {message}",
        "If the engine's disk is full, make room; otherwise verify the layout and build the image again."));

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            throw new ArgosyException(new Diagnostic("ARG0480", new(_socket.Path),
                $"no container engine answers on this socket: {Innermost(e).Message}",
                "Start the engine, or choose another with --engine."), e);
        }
    }

    private static bool IsNoAnswer(Exception error) =>
        error is HttpRequestException or IOException or SocketException or TimeoutException;

    private static Exception Innermost(Exception error) => error.GetBaseException();

    // {"message": …}, from both engines.
    private static string MessageOf(DockerApiException error)
    {
        try
        {
            using var json = JsonDocument.Parse(error.ResponseBody ?? "");
            if (json.RootElement.TryGetProperty("message", out var message) && message.GetString() is { } said)
                return said.Trim();
        }
        catch (JsonException)
        {
            // An answer of something between the engine and us.
        }

        return $"{(int)error.StatusCode} {error.ResponseBody?.Trim()}";
    }

    private sealed class LoadMessages : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public void Report(JSONMessage value) => Error ??= value.Error?.Message;
    }
}
