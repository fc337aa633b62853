using Argosy.Artifacts;
using Argosy.Packages.Debian.Shlibs;
using Argosy.Processes;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>Makes the debs of a native item with dpkg-deb, for any architecture, without root.</summary>
/// <param name="runner">Runs dpkg-deb, objcopy and strip.</param>
public sealed class DebBuilder(CommandRunner runner)
{
    private const string Documents = "usr/share/doc";

    /// <summary>Builds a set into its folder, which it replaces. The bytes depend only on the request's
    /// content.</summary>
    /// <remarks>Errors: ARG0524 for what can't be packaged, ARG0527 for a sysroot without a record of packages, ARG0531
    /// for a needed library without a known package, ARG0532 for a library that is missing or isn't the
    /// platform's.</remarks>
    public async Task<IReadOnlyList<DebFile>> BuildAsync(DebRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var scratch = new Artifacts.Files.TemporaryFolder("argosy-deb-");
        using var staged = new StagedFolder(request.TargetFolder);
        var packages = new DebContents(request).Split();
        var libraries = new PackagedLibraries(request.Sysroot, request.Platform.Architecture);
        foreach (var package in packages)
        {
            var tree = new DebTree(scratch.At(package.Name), request.SourceDate);
            var debug = new DebTree(scratch.At($"{package.Name}-dbgsym"), request.SourceDate);
            var stripped = new DebugSymbols(runner, request, tree, debug);
            foreach (var file in package.Files) await AddAsync(tree, stripped, file, cancellation);
            tree.Write($"{Documents}/{package.Name}/copyright", DebCopyright.Of(request));
            tree.WritePacked(DebTexts.Changelog(request), $"{Documents}/{package.Name}/changelog.gz");
            WriteControl(request, package, packages, libraries, tree);
            await PackAsync(request, package.Name, tree, staged.Path, cancellation);
            if (stripped.BuildIds.Count == 0) continue;
            debug.Link($"{Documents}/{package.Name}-dbgsym", package.Name);
            debug.Write("DEBIAN/control", DebControl.OfDebug(request, package, stripped.BuildIds, debug));
            debug.Write("DEBIAN/md5sums", debug.Sums());
            await PackAsync(request, $"{package.Name}-dbgsym", debug, staged.Path, cancellation);
        }

        staged.Publish();
        return await DebFile.ReadAllAsync(request.TargetFolder, runner, cancellation);
    }

    private static async Task AddAsync(
        DebTree tree, DebugSymbols symbols, PackedFile file, CancellationToken cancellation)
    {
        if (file.Link is { } link) tree.Link(file.Target, link);
        else if (file.Text is { } text) tree.Write(file.Target, text);
        else tree.Copy(file.Source!, file.Target, file.IsProgram);
        if (file.Elf is not null) await symbols.SeparateAsync(file, cancellation);
        else if (file.Target.EndsWith(".a", StringComparison.Ordinal) && file.Link is null)
            await symbols.StripArchiveAsync(file, cancellation);
    }

    private static void WriteControl(DebRequest request, BinaryPackage package, IReadOnlyList<BinaryPackage> all,
        PackagedLibraries libraries, DebTree tree)
    {
        var depends = new DebDependencies(request, all, libraries).Of(package);
        tree.Write("DEBIAN/md5sums", tree.Sums());
        if (tree.Conffiles is { Count: > 0 } conffiles)
            tree.Write("DEBIAN/conffiles", string.Concat(conffiles.Select(c => $"/{c}\n")));
        tree.Write("DEBIAN/control", DebControl.Of(request, package, depends, tree));
        if (package.SoNames.Count == 0) return;
        tree.Write("DEBIAN/triggers", "activate-noawait ldconfig\n");
        if (DebTexts.Shlibs(request, package) is { Length: > 0 } shlibs) tree.Write("DEBIAN/shlibs", shlibs);
        var development = all.FirstOrDefault(p => p.Role == DebRole.Development)?.Name;
        var symbols = package.Files
            .Where(f => f.Elf?.SoName is { } soname && package.SoNames.Contains(soname)
                && SoName.TrySplit(soname) is not null)
            .OrderBy(f => f.Elf!.SoName, StringComparer.Ordinal)
            .Select(f => DebTexts.Symbols(
                request, package, f.Elf!.SoName!, ElfSymbols.Read(f.Source!), development));
        if (string.Concat(symbols) is { Length: > 0 } texts) tree.Write("DEBIAN/symbols", texts);
    }

    private async Task PackAsync(
        DebRequest request, string package, DebTree tree, string folder, CancellationToken cancellation)
    {
        tree.Settle();
        await runner.RunAsync(new Command("dpkg-deb", "--root-owner-group", "--uniform-compression", "-Zgzip", "-z9",
            "--build", tree.Path, Path.Combine(folder, request.FileName(package)))
        {
            Environment = new Dictionary<string, string?>
            {
                ["SOURCE_DATE_EPOCH"] = $"{request.SourceDate.ToUnixTimeSeconds()}",
                ["LC_ALL"] = "C.UTF-8",
                ["TZ"] = "UTC",
            },
        }, cancellation);
    }
}
