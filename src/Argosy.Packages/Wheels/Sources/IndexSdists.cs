using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>Sdists, and wheels that needn't be built, of a Python index.</summary>
/// <param name="name">Its name in the lock: without an address, which the project may not want to show.</param>
/// <param name="open">Opens the index when it is first used.</param>
internal sealed class IndexSdists(string name, Func<CancellationToken, Task<IndexClient>> open) : ISdistSource
{
    private readonly Dictionary<string, IReadOnlyList<IndexFile>> _pages = new(StringComparer.Ordinal);
    private readonly TemporaryFolder _folder = new("argosy-index-");
    private IndexClient? _client;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public async Task<SdistSearch> FindAsync(WheelDefinition wheel, PinnedSdist? pin, CancellationToken cancellation)
    {
        var sdists = (await FilesAsync(wheel.Name, cancellation))
            .Select(f => (File: f, Version: SdistName.FindVersion(f.Name, wheel.Name)))
            .Where(f => f.Version is not null).ToList();
        // A pinned file counts even if it was yanked later.
        var fitting = sdists
            .Where(f => pin is null ? !f.File.IsYanked : f.File.Name == pin.File)
            .Where(f => wheel.Version is null ? pin is not null || !f.Version!.IsPrerelease : f.Version == wheel.Version)
            .OrderByDescending(f => f.Version)
            .ThenBy(f => f.File.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            .ThenBy(f => f.File.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (fitting.File is null) return SdistSearch.Without(HadInstead(wheel, sdists));
        var path = Path.Combine(Directory.CreateDirectory(_folder.At(wheel.Name)).FullName, fitting.File.Name);
        await (await ClientAsync(cancellation)).DownloadAsync(fitting.File, path, cancellation);
        return SdistSearch.Found(new(fitting.Version!, path, Name));
    }

    /// <summary>The file name of the first wheel of a version that a platform's Python installs; null if there is
    /// none.</summary>
    public async Task<string?> FindWheelAsync(
        string project, PythonVersion version, Platform platform, CancellationToken cancellation)
    {
        var python = PythonVersion.Parse(platform.Distribution.PythonRelease);
        return (await FilesAsync(project, cancellation))
            .Where(f => !f.IsYanked && f.RequiresPython?.Allows(python) != false)
            .Where(f => WheelName.TryParse(f.Name) is { } wheel && wheel.Normalized == project
                && PythonVersion.TryParse(wheel.Version) == version && WheelTags.Fit(wheel, platform))
            .Select(f => f.Name).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _client?.Dispose();
        _folder.Dispose();
    }

    private async Task<IReadOnlyList<IndexFile>> FilesAsync(string project, CancellationToken cancellation)
    {
        if (_pages.TryGetValue(project, out var known)) return known;
        var files = await (await ClientAsync(cancellation)).FindFilesAsync(project, cancellation) ?? [];
        return _pages[project] = files;
    }

    private async Task<IndexClient> ClientAsync(CancellationToken cancellation) =>
        _client ??= await open(cancellation);

    private static string HadInstead(WheelDefinition wheel, List<(IndexFile File, PythonVersion? Version)> sdists)
    {
        var versions = sdists.Select(s => s.Version).Distinct().OrderDescending().ToList();
        if (versions.Count == 0) return "it has no sdist of it";
        return versions.Contains(wheel.Version)
            ? $"its sdist of {wheel.Version} was yanked"
            : $"its newest sdists are {string.Join(", ", versions.Take(3))}";
    }
}
