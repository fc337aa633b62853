using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Apt;

/// <summary>Downloads source packages from one archive. The indexes are read for the first one; disposing removes all
/// downloads.</summary>
internal sealed class SourceSession(SourceArchive archive, CommandRunner runner) : IDisposable
{
    private readonly TemporaryFolder _folder = new("argosy-apt-");
    private PrivateApt? _apt;
    private ArgosyException? _closed;

    /// <summary>The upstream tarball of that version; null if the archive doesn't have it.</summary>
    public async Task<SourceDownload?> TryDownloadAsync(string source, string version, CancellationToken cancellation)
    {
        var (path, _) = await TakeAsync(await OpenAsync(cancellation), source, version, cancellation);
        return path is null ? null : new(version, path, Digest.OfFile(path));
    }

    /// <summary>The current version of a source package; null if the release has no such package. Error ARG0505 if its
    /// description can't be fetched.</summary>
    public async Task<string?> FindVersionAsync(string source, CancellationToken cancellation)
    {
        var apt = await OpenAsync(cancellation);
        // Only the description shows which version apt considers current.
        var folder = Fresh();
        var shown = await apt.TryRunAsync(
            ["source", "--only-source", "--download-only", "--dsc-only", source], folder, cancellation);
        var dsc = Directory.GetFiles(folder, "*.dsc", SearchOption.AllDirectories);
        if (shown.Succeeded && dsc.Length > 0) return VersionIn(await File.ReadAllTextAsync(dsc[0], cancellation));
        return IsAbsent(shown)
            ? null
            : throw Failed(source, $"it can't be fetched{FailureOf(shown)}:\n{shown.Tail()}\n",
                "Check the network, or name another mirror (debian: mirror:).");
    }

    /// <summary>The upstream tarball of a version, or error ARG0505.</summary>
    public async Task<SourceDownload> DownloadAsync(string source, string version, CancellationToken cancellation)
    {
        var apt = await OpenAsync(cancellation);
        var (path, said) = await TakeAsync(apt, source, version, cancellation);
        if (path is not null) return new(version, path, Digest.OfFile(path));
        throw Failed(source, $"version {version} can't be downloaded{FailureOf(said)}:\n{Reasons(said)}\n",
            IsMissing(said)
                ? "The mirror lists this file and doesn't have it: try again later, or name another mirror in "
                    + "argosy.yaml (debian: mirror:)."
                : "Check the network; the task's log has all of apt's output.");
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    internal static string VersionIn(string dsc) => dsc.Split('\n')
        .First(l => l.StartsWith("Version: ", StringComparison.Ordinal))["Version: ".Length..].Trim();

    /// <summary>apt's own errors, which name each unavailable file; its last lines if it reports none.</summary>
    internal static string Reasons(CommandResult said)
    {
        var errors = (said.Error + said.Output).Split('\n').Select(l => l.Trim())
            .Where(l => l.StartsWith("E: ", StringComparison.Ordinal) || l.StartsWith("Err:", StringComparison.Ordinal)
                || IsMissing(l))
            .Distinct().ToList();
        return errors.Count > 0 ? string.Join('\n', errors) : said.Tail();
    }

    private static bool IsMissing(CommandResult said) => IsMissing(said.Error) || IsMissing(said.Output);

    private static bool IsMissing(string said) => said.Contains("404 ", StringComparison.Ordinal);

    private async Task<(string? Path, CommandResult Said)> TakeAsync(
        PrivateApt apt, string source, string version, CancellationToken cancellation)
    {
        var folder = Fresh();
        var taken = await apt.TryRunAsync(
            ["source", "--only-source", "--download-only", "--tar-only", $"{source}={version}"], folder, cancellation);
        var path = !taken.Succeeded ? null : Directory.GetFiles(folder, "*.orig.tar.*")
            .Where(f => !f.EndsWith(".asc", StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault();
        return (path, taken);
    }

    private async Task<PrivateApt> OpenAsync(CancellationToken cancellation)
    {
        if (_apt is not null) return _apt;
        // A release that has no sources, or no network: asked once, not once for each package.
        if (_closed is not null) throw _closed;
        try
        {
            return _apt = await ReadIndexAsync(cancellation);
        }
        catch (ArgosyException e)
        {
            _closed = e;
            throw;
        }
    }

    private async Task<PrivateApt> ReadIndexAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> addresses = archive.Mirror is { } mirror
            ? [mirror]
            : await DebianArchive.AddressesAsync(archive.Distribution, runner, cancellation);
        if (addresses.Count == 0)
            throw Failed(archive.Distribution.Name,
                $"no apt source on this machine has the suite {archive.Distribution.Codename}",
                $"Set debian.mirror in {Platforms.Model.FileName}, or add the suite to the machine's apt sources.");
        var keys = $"/usr/share/keyrings/{archive.Distribution.Id}-archive-keyring.gpg";
        var apt = new PrivateApt(_folder.At("state"), runner);
        var options = File.Exists(keys) ? $"[signed-by={keys}] " : "";
        var update = await apt.UpdateAsync(
            addresses.Select(a => $"deb-src {options}{a} {archive.Distribution.Codename} main"), cancellation);
        if (!update.Succeeded)
            throw Failed(archive.Distribution.Name,
                $"its source index can't be read{FailureOf(update)}:\n{update.Tail()}\n",
                "Check the network; with the pinned sdists in the cache none is needed.");
        return apt;
    }

    // apt's message for a name that isn't in its index.
    private static bool IsAbsent(CommandResult result) =>
        result.Error.Contains("Unable to find a source package for", StringComparison.Ordinal);

    // The address and the server's response, such as "404  Not Found".
    private static string FailureOf(CommandResult? result) =>
        result is null ? "" : FailureIn(result.Error + "\n" + result.Output);

    internal static string FailureIn(string said) =>
        said.Split('\n').FirstOrDefault(l => l.StartsWith("E: Failed to fetch ", StringComparison.Ordinal)) is { } line
            ? $": {line[3..].Replace("  ", " ", StringComparison.Ordinal).TrimEnd()}"
            : "";

    private string Fresh() => Directory.CreateDirectory(_folder.At(Path.GetRandomFileName())).FullName;

    private static ArgosyException Failed(string what, string cause, string remedy) =>
        new(new Diagnostic("ARG0505", new(what), cause, remedy));
}

/// <summary>A downloaded tarball, valid as long as its session.</summary>
internal sealed record SourceDownload(string Version, string Path, Digest Digest);
