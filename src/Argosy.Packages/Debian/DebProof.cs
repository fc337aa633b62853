using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Apt;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Debian;

/// <summary>Installs a deb from its archive for a clean root of its platform, and loads its libraries with that
/// platform's loader.</summary>
/// <remarks>apt resolves and downloads, dpkg checks the dependencies and installs. Both are the build machine's own,
/// with a dpkg database that lists the root's packages as installed. Only the program that loads the libraries is the
/// platform's.</remarks>
/// <param name="runner">Runs apt-get, dpkg and the loader.</param>
/// <param name="loader">Makes the program that loads libraries.</param>
public sealed class DebProof(CommandRunner runner, LibraryLoader loader)
{
    private readonly RootRunner _roots = new(runner);

    /// <summary>Proves one package. The root gets a temporary folder under <c>tmp</c>.</summary>
    /// <param name="platform">The root's platform.</param>
    /// <param name="root">A root with the package's dependencies; the caller owns it.</param>
    /// <param name="archive">The archive: <c>artifacts/mirror/debian</c>.</param>
    /// <param name="package">The package to install.</param>
    /// <param name="built">The package as built, which must be the one in the archive.</param>
    /// <param name="cancellation">Ends apt and dpkg.</param>
    public async Task<RunOutcome> RunAsync(Platform platform, BuiltRoot root, string archive, DebDefinition package,
        DebFile built, CancellationToken cancellation)
    {
        using var scratch = new TemporaryFolder("argosy-deb-");
        var inside = $"/tmp/argosy-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(Path.GetFullPath(root.Path) + inside).FullName;
        try
        {
            var dpkg = DpkgState.Write(scratch.At("dpkg"), runner.Host, platform.Architecture, root.Packages);
            var apt = new PrivateApt(scratch.At("apt"), runner,
                $"APT::Architecture={platform.Architecture.DebianName}", $"Dir::State::status={dpkg.Status}");
            var line = $"deb [trusted=yes] file:{Path.GetFullPath(archive)} {platform.Distribution.Codename} main";
            var got = await apt.UpdateAsync([line], cancellation);
            if (got.Succeeded)
                got = await apt.TryRunAsync(["install", "--yes", "--download-only", "--no-install-recommends",
                    $"{package.Name}={built.Version}"], scratch.Path, cancellation);
            if (!got.Succeeded) return new(Verdict.Failed, got, $"apt doesn't install it:\n{got.Output}{got.Error}");
            var deb = Directory.GetFiles(apt.Archives, "*.deb").SingleOrDefault()
                ?? Path.Combine(archive, await PoolPathAsync(apt, package, scratch.Path, cancellation));
            if (Digest.OfFile(deb) != Digest.OfFile(built.Path))
                return new(Verdict.Failed, got, "The archive doesn't have the package as it was built.");
            var installed = await runner.TryRunAsync(dpkg.Install(deb, folder), cancellation);
            return installed.Succeeded
                ? await LoadAsync(platform, root.Path, inside, package, cancellation)
                : new(Verdict.Failed, installed, $"dpkg doesn't install it:\n{installed.Output}{installed.Error}");
        }
        finally
        {
            Leftovers.TryRemove(folder);
        }
    }

    // apt leaves files of a local archive in place: this asks which file it would use.
    private static async Task<string> PoolPathAsync(
        PrivateApt apt, DebDefinition package, string folder, CancellationToken cancellation)
    {
        var shown = await apt.TryRunAsync(["install", "--yes", "--print-uris", package.Name], folder, cancellation);
        var uri = shown.Output.Split('\n').Single(l => l.StartsWith('\'')).Split('\'')[1];
        return Uri.UnescapeDataString(uri["file:".Length..]);
    }

    private async Task<RunOutcome> LoadAsync(
        Platform platform, string root, string inside, DebDefinition package, CancellationToken cancellation)
    {
        if (await loader.TryCompileAsync(Path.GetFullPath(root) + $"{inside}/load", cancellation) is { } reason)
            return new(Verdict.Inconclusive, null, reason);
        var folder = $"{inside}/usr/lib/{platform.Architecture.GnuTriplet}";
        RunOutcome? last = null;
        foreach (var library in package.Libraries)
        {
            last = LibraryLoader.Judge(await _roots.RunAsync(
                new ForeignProgram(platform.Architecture, root, $"{inside}/load", $"{folder}/{library}")
                {
                    Environment = new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = folder },
                }, cancellation));
            if (last.Verdict != Verdict.Passed) return last;
        }

        return last!;
    }
}
