using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Apt;

/// <summary>Downloads of source packages from one archive. The indexes are read at the first one; disposing removes
/// everything it downloaded.</summary>
internal sealed class SourceSession(SourceArchive archive, CommandRunner runner) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-apt-").FullName;
    private PrivateApt? _apt;

    /// <summary>The upstream tarball of that version; null where the archive hasn't got it.</summary>
    public async Task<SourceDownload?> TryDownloadAsync(string source, string version, CancellationToken cancellation)
    {
        var apt = await OpenAsync(cancellation);
        return await TakeAsync(apt, source, version, cancellation) is { } path
            ? new(version, path, Digest.OfFile(path))
            : null;
    }

    /// <summary>The upstream tarball of the current version, or error ARG0505.</summary>
    public async Task<SourceDownload> DownloadAsync(string source, CancellationToken cancellation)
    {
        var apt = await OpenAsync(cancellation);
        // Only the description tells which version apt takes for the current one.
        var shown = await apt.TryRunAsync(["source", "--only-source", "--download-only", "--dsc-only", source], Fresh(), cancellation);
        var dsc = Directory.GetFiles(_folder, "*.dsc", SearchOption.AllDirectories);
        if (!shown.Succeeded || dsc.Length == 0)
            throw Failed(source, $"{archive.Distribution} has no such source package:\n{shown.Tail()}\n",
                "Check its name in wheels/wheels.yaml and the machine's network.");
        var version = VersionIn(await File.ReadAllTextAsync(dsc[0], cancellation));
        File.Delete(dsc[0]);
        return await TryDownloadAsync(source, version, cancellation)
            ?? throw Failed(source, $"version {version} can't be downloaded", "The task's log has apt's output.");
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static string VersionIn(string dsc) => dsc.Split('\n')
        .First(l => l.StartsWith("Version: ", StringComparison.Ordinal))["Version: ".Length..].Trim();

    private async Task<string?> TakeAsync(PrivateApt apt, string source, string version, CancellationToken cancellation)
    {
        var folder = Fresh();
        var taken = await apt.TryRunAsync(
            ["source", "--only-source", "--download-only", "--tar-only", $"{source}={version}"], folder, cancellation);
        return taken.Succeeded
            ? Directory.GetFiles(folder, "*.orig.tar.*").Where(f => !f.EndsWith(".asc", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
    }

    private async Task<PrivateApt> OpenAsync(CancellationToken cancellation)
    {
        if (_apt is not null) return _apt;
        var sources = await AptSource.FindAsync(archive.Distribution, archive.Mirror, runner, cancellation);
        if (sources.Count == 0)
            throw Failed(archive.Distribution.Name, $"no apt source on this machine has the suite {archive.Distribution.Codename}",
                $"Set debian.mirror in {Platforms.Model.FileName}, or add the suite to the machine's apt sources.");
        var keys = $"/usr/share/keyrings/{archive.Distribution.Id}-archive-keyring.gpg";
        var apt = new PrivateApt(Path.Combine(_folder, "state"), runner);
        var update = await apt.UpdateAsync(sources.Select(s => s.SourceLine(File.Exists(keys) ? keys : null)), cancellation);
        if (!update.Succeeded)
            throw Failed(archive.Distribution.Name, $"its source index can't be read:\n{update.Tail()}\n",
                "Check the network; with the pinned sdists in the cache none is needed.");
        return _apt = apt;
    }

    private string Fresh() => Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;

    private static ArgosyException Failed(string what, string cause, string remedy) =>
        new(new Diagnosis("ARG0505", new(what), cause, remedy));
}

/// <summary>A downloaded tarball, which lasts as long as its session.</summary>
internal sealed record SourceDownload(string Version, string Path, Digest Digest);
