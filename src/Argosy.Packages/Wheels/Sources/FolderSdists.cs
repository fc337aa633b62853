using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Definition;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>Sdists in a folder of the project.</summary>
internal sealed class FolderSdists(string root, string folder) : ISdistSource
{
    /// <inheritdoc />
    public string Name => $"folder {folder}";

    /// <inheritdoc />
    public Task<SdistSearch> FindAsync(WheelDefinition wheel, PinnedSdist? pin, CancellationToken cancellation)
    {
        var found = FolderListing.Read(Path.Combine(root, folder)).Where(e => e.Kind == FileKind.File)
            .Select(e => (File: e.Name, Version: SdistName.FindVersion(e.Name, wheel.Name)))
            .Where(f => f.Version is not null)
            .OrderByDescending(f => f.Version).ThenBy(f => f.File, StringComparer.Ordinal).ToList();
        var fitting = found.FirstOrDefault(f =>
            (wheel.Version is null || f.Version == wheel.Version) && (pin is null || f.File == pin.File));
        return Task.FromResult((fitting.File, found) switch
        {
            ({ } file, _) => SdistSearch.Found(new(fitting.Version!, Path.Combine(root, folder, file), Name)),
            (_, []) => SdistSearch.Without("it has no sdist of it"),
            _ => SdistSearch.Without($"it has {string.Join(", ", found.Select(f => f.File))}"),
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
