using Argosy.Processes;

namespace Argosy.Images.Engines;

/// <summary>A container engine of the machine: docker, podman or containerd.</summary>
public interface IContainerEngine : IDisposable
{
    /// <summary>Its name and version, such as <c>podman 4.3.1</c>. Error ARG0480 if it doesn't answer.</summary>
    Task<string> DescribeAsync(CancellationToken cancellation);

    /// <summary>Gives it one platform's image. Errors ARG0480 (it doesn't answer), ARG0481 (it refuses the
    /// image).</summary>
    /// <param name="image">The image.</param>
    /// <param name="reference">The name that it gets, with a tag, such as <c>localhost/runtime:x64</c>; a former image of
    /// that name loses it.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    Task<LoadedImage> LoadAsync(PlatformImage image, string reference, CancellationToken cancellation);

    /// <summary>Runs a container to its end and removes it, also where it is cancelled or its time is up.</summary>
    /// <returns>The container's exit code and output. As in docker-run(1) and podman-run(1) the exit code is 125 if the
    /// engine can't make the container, 126 if it can't start the program and 127 if the program isn't there; the error
    /// output then ends with the engine's message.</returns>
    Task<CommandResult> RunAsync(ContainerRequest request, CancellationToken cancellation);

    /// <summary>Makes a container without starting it, and removes it.</summary>
    /// <returns>Exit code 0, or 125 with the engine's message.</returns>
    Task<CommandResult> CreateAsync(ContainerRequest request, CancellationToken cancellation);

    /// <summary>Removes an image's name, and the image unless it has another name. A missing one is no error.</summary>
    Task RemoveImageAsync(LoadedImage image, CancellationToken cancellation);
}
