using Argosy.Artifacts;
using Argosy.Packages.Wheels.Definition;

namespace Argosy.Packages.Wheels;

/// <summary>The source of a wheel: an upstream archive, fetched and verified, or files of this project.</summary>
/// <param name="Wheel">The wheel that is built from it.</param>
/// <param name="Version">Its upstream version.</param>
/// <param name="Path">The archive, or the folder of this project.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="Pinned">The lock file names exactly this content.</param>
public sealed record Sdist(WheelDefinition Wheel, string Version, string Path, Digest Digest, bool Pinned)
{
    /// <summary>The source that had it, such as <c>debian-12 markupsafe 2.1.2-1</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>The files below <see cref="Path"/>, which is then a folder: the wheel is built from this project. Null
    /// for an archive.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Puts the sources into an existing folder. Errors as <see cref="SdistSource"/>.</summary>
    internal Task UnpackAsync(string folder, CancellationToken cancellation) => Files is { } files
        ? Task.Run(() => OwnSource.Copy(Path, files, folder, cancellation), cancellation)
        : new SdistSource(Path).UnpackAsync(folder, cancellation);
}
