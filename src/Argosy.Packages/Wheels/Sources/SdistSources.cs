using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>The declared sources of a project, open for one run.</summary>
internal sealed class SdistSources : IDisposable
{
    private SdistSources(IReadOnlyList<ISdistSource> all) => All = all;

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<ISdistSource> All { get; }

    /// <summary>Those that also have wheels.</summary>
    public IEnumerable<IndexSdists> Indexes => All.OfType<IndexSdists>();

    /// <summary>Opens the declared sources. Nothing is read before the first search.</summary>
    /// <param name="archive">The sources.</param>
    /// <param name="runner">Runs apt-get and pip.</param>
    public static SdistSources Open(SourceArchive archive, CommandRunner runner) =>
        new([.. archive.Sources.SelectMany(s => Open(s, archive, runner))]);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var source in All) source.Dispose();
    }

    private static IEnumerable<ISdistSource> Open(
        WheelSource source, SourceArchive archive, CommandRunner runner) => source switch
        {
            WheelSource.Folder folder => [new FolderSdists(archive.Root, folder.Path)],
            WheelSource.Debian debian => Releases(debian, archive)
                .Select(d => new DebianSdists(archive with { Distribution = d }, runner)),
            WheelSource.Index { Address: { } address } =>
                [new IndexSdists($"index {address.AbsoluteUri}", _ => Task.FromResult(Client(address)))],
            _ => [new IndexSdists("index default", async c => Client(await PipConfiguration.IndexAsync(runner, c)))],
        };

    private static IReadOnlyList<Distribution> Releases(WheelSource.Debian debian, SourceArchive archive) =>
        debian.Distributions.Count == 0 ? [archive.Distribution] : debian.Distributions;

    private static IndexClient Client(Uri address) => new(address, IndexLimits.Default);
}
