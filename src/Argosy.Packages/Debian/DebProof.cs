using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Apt;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Elf;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Debian;

/// <summary>Installs a set of debs from its archive for a clean root of its platform, loads its libraries with that
/// platform's loader, and compiles and runs a program that uses the development package.</summary>
/// <remarks>apt resolves and downloads, dpkg checks the dependencies and installs. Both are the build machine's own,
/// with a dpkg database that lists the root's packages as installed. apt accepts the archive by its signature, or by
/// one of a key that is made for the proof if the archive isn't signed. Only the programs that use the libraries are
/// the platform's.</remarks>
/// <param name="runner">Runs apt-get, dpkg, the compiler and the programs.</param>
/// <param name="platform">The packages' platform.</param>
/// <param name="sysroot">The root that they were compiled against.</param>
public sealed class DebProof(CommandRunner runner, Platform platform, BuiltRoot sysroot)
{
    private readonly RootRunner _roots = new(runner);
    private readonly LibraryLoader _loader = new(runner, platform.Architecture, sysroot.Path);

    private string Libraries => $"usr/lib/{platform.Architecture.GnuTriplet}";

    /// <summary>Proves a set. The root gets a temporary folder under <c>tmp</c>.</summary>
    /// <param name="root">A root with the packages' dependencies; the caller owns it.</param>
    /// <param name="archive">The archive: <c>artifacts/mirror/debian</c>.</param>
    /// <param name="built">The packages as built, which must be those in the archive.</param>
    /// <param name="smoke">A C or C++ file that uses the development package; null for one that only links.</param>
    /// <param name="cancellation">Ends apt, dpkg and the programs.</param>
    public async Task<RunOutcome> RunAsync(
        BuiltRoot root, string archive, IReadOnlyList<DebFile> built, string? smoke, CancellationToken cancellation)
    {
        using var scratch = new TemporaryFolder("argosy-deb-");
        var inside = $"/tmp/argosy-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(Path.GetFullPath(root.Path) + inside).FullName;
        try
        {
            var source = await AcceptedArchive.MakeAsync(
                archive, platform.Distribution.Codename, scratch.At("archive"), runner, cancellation);
            var used = built.Where(d => d.Section != "libdevel").ToList();
            var outcome = await InstallAsync(
                scratch.At("use"), root.Packages, source, used, folder, cancellation) ?? MissingDebug(folder, used);
            if (outcome is not null) return outcome;
            outcome = await UseAsync(root.Path, inside, folder, cancellation);
            if (outcome.Verdict != Verdict.Passed || used.Count == built.Count) return outcome;

            var compiled = Directory.CreateDirectory(scratch.At("compile")).FullName;
            return await InstallAsync(
                    scratch.At("develop"), [.. root.Packages.Concat(sysroot.Packages).DistinctBy(p => p.Name)], source,
                    [.. built.Where(d => d.Section != "debug")], compiled, cancellation)
                ?? await new DebSmoke(runner, platform, sysroot.Path)
                    .RunAsync(compiled, root.Path, inside, smoke, cancellation);
        }
        finally
        {
            Leftovers.TryRemove(folder);
        }
    }

    // Null if apt and dpkg install them.
    private async Task<RunOutcome?> InstallAsync(string state, IReadOnlyList<LockedPackage> held,
        AcceptedArchive archive, IReadOnlyList<DebFile> debs, string folder, CancellationToken cancellation)
    {
        var dpkg = DpkgState.Write($"{state}/dpkg", runner.Host, platform.Architecture, held);
        var apt = new PrivateApt($"{state}/apt", runner,
            $"APT::Architecture={platform.Architecture.DebianName}", $"Dir::State::status={dpkg.Status}");
        var got = await apt.UpdateAsync([archive.SourceLine], cancellation);
        string[] asked = ["--yes", "--no-install-recommends", .. debs.Select(d => $"{d.Package}={d.Version}")];
        if (got.Succeeded)
            got = await apt.TryRunAsync(["install", "--download-only", .. asked], state, cancellation);
        if (got.Succeeded) got = await apt.TryRunAsync(["install", "--print-uris", .. asked], state, cancellation);
        if (!got.Succeeded) return new(Verdict.Failed, got, $"apt doesn't install it:\n{got.Output}{got.Error}");

        // apt leaves the files of a local archive in place.
        var files = got.Output.Split('\n').Where(l => l.StartsWith('\''))
            .Select(l => Uri.UnescapeDataString(l.Split('\'')[1]["file:".Length..]))
            .ToList();
        var known = files.Select(f => Digest.OfFile(f)).ToHashSet();
        if (debs.FirstOrDefault(d => !known.Contains(d.Digest)) is { } other)
            return new(Verdict.Failed, got, $"The archive doesn't have {other.Package} as it was built.");
        var installed = await runner.TryRunAsync(dpkg.Install(files, folder), cancellation);
        return installed.Succeeded
            ? null
            : new(Verdict.Failed, installed, $"dpkg doesn't install it:\n{installed.Output}{installed.Error}");
    }

    // Debuggers look for a file by the build id.
    private static RunOutcome? MissingDebug(string folder, IReadOnlyList<DebFile> debs)
    {
        foreach (var id in debs.SelectMany(BuildIds))
        {
            var file = Path.Combine(folder, $"usr/lib/debug/.build-id/{id[..2]}/{id[2..]}.debug");
            if (!File.Exists(file) || !ElfSymbols.Read(file).HasDebugInfo)
                return new(Verdict.Failed, null, $"The debug information of build id {id} isn't installed.");
        }

        return null;
    }

    private static IEnumerable<string> BuildIds(DebFile deb) => deb.Control.Split('\n')
        .Where(l => l.StartsWith("Build-Ids: ", StringComparison.Ordinal))
        .SelectMany(l => l.Split(' ').Skip(1));

    private async Task<RunOutcome> UseAsync(
        string root, string inside, string folder, CancellationToken cancellation)
    {
        if (await _loader.TryCompileAsync($"{folder}/load", cancellation) is { } reason)
            return new(Verdict.Inconclusive, null, reason);
        var last = new RunOutcome(Verdict.Passed, null, null);
        foreach (var library in FolderListing.Read($"{folder}/{Libraries}").Where(IsLoaded))
        {
            last = LibraryLoader.Judge(await RunAsync($"{inside}/load", $"{inside}/{Libraries}/{library.Name}"));
            if (last.Verdict != Verdict.Passed) return last;
        }

        foreach (var place in (string[])["usr/bin", "usr/sbin"])
        {
            foreach (var program in FolderListing.FilesOf($"{folder}/{place}")
                .Where(f => ElfFile.TryRead(f)?.Interpreter is not null))
            {
                var path = $"{inside}/{place}/{Path.GetFileName(program)}";
                last = await RunAsync(platform.Architecture.DynamicLoader, "--list", path);
                if (last.Verdict != Verdict.Passed) return last;
            }
        }

        return last;

        Task<RunOutcome> RunAsync(string program, params string[] arguments) => _roots.RunAsync(
            new ForeignProgram(platform.Architecture, root, program, arguments)
            {
                Environment = new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = $"{inside}/{Libraries}" },
            }, cancellation);
    }

    // Each library once: the file, not its links.
    private static bool IsLoaded(ListedFile file) =>
        file.Kind == FileKind.File && file.Name.Contains(".so", StringComparison.Ordinal);
}
