using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Toolchains.Debian;

/// <summary>The archive from which a distribution's roots are made, for other uses.</summary>
public static class DebianArchive
{
    /// <summary>The addresses of a distribution's release: the machine's own mirrors, whatever release it runs, else
    /// mmdebstrap's default.</summary>
    public static async Task<IReadOnlyList<string>> AddressesAsync(
        Distribution distribution, CommandRunner runner, CancellationToken cancellation)
    {
        var platform = new Platform(distribution, runner.Host.Architecture);
        var sources = AptSources.ForPlatform(platform, mirror: null);
        if (sources.Count == 0)
            sources = await AptRoot.DefaultsAsync(runner, platform, RootOptions.DefaultCacheFolder, cancellation);
        return [.. sources.Where(s => s.Kind == SuiteKind.Main).Select(s => s.Uri).Distinct()];
    }
}
