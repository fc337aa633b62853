using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>Makes debs of shared libraries with dpkg-deb, for any architecture, without root.</summary>
/// <param name="runner">Runs dpkg-deb.</param>
public sealed class DebBuilder(CommandRunner runner)
{
    /// <summary>Builds one deb. Its bytes depend only on the request's content.</summary>
    /// <remarks>Errors: ARG0531 for a needed library without a known package, ARG0532 for a library that is missing or
    /// isn't the platform's.</remarks>
    public async Task<DebFile> BuildAsync(DebRequest request, CancellationToken cancellation)
    {
        Directory.CreateDirectory(request.TargetFolder);
        var target = Path.Combine(Path.GetFullPath(request.TargetFolder), request.FileName);
        using var scratch = new StagedFolder(Path.Combine(request.TargetFolder, $".{request.FileName}"));
        var tree = new DebTree(Path.Combine(scratch.Path, "tree"), request.SourceDate);
        var libraries = request.Definition.Libraries.Select(l => AddLibrary(tree, request, l)).ToList();
        var documents = $"usr/share/doc/{request.Definition.Name}";
        tree.Copy(request.License, $"{documents}/copyright");
        tree.Write("DEBIAN/control",
            Control(request, DebDependencies.Of(request.Definition, libraries), tree.InstalledKibibytes));
        tree.Write("DEBIAN/shlibs", Shlibs(request));
        tree.Write("DEBIAN/triggers", "activate-noawait ldconfig\n");
        tree.Settle();
        var made = Path.Combine(scratch.Path, request.FileName);
        await runner.RunAsync(new Command("dpkg-deb", "--root-owner-group", "--uniform-compression", "-Zgzip", "-z9",
            "--build", tree.Path, made)
        {
            Environment = new Dictionary<string, string?>
            {
                ["SOURCE_DATE_EPOCH"] = $"{request.SourceDate.ToUnixTimeSeconds()}",
                ["LC_ALL"] = "C.UTF-8",
                ["TZ"] = "UTC",
            },
        }, cancellation);
        File.Move(made, target, overwrite: true);
        return await DebFile.ReadAsync(target, runner, cancellation);
    }

    // The file under its full name, and the soname as a link to it, which the loader looks for.
    private static ElfFile AddLibrary(DebTree tree, DebRequest request, string soname)
    {
        var source = new FileInfo(Path.Combine(request.Libraries, soname));
        switch (FolderListing.TryOf(source.FullName, follow: true))
        {
            case null:
                throw Wrong(request, soname, $"it isn't in {request.Libraries}", "Build the native code first.");
            case { Kind: not FileKind.File } other:
                throw Wrong(request, soname, $"it is {other.Kind.Said()}", "Build the native code again.");
        }

        var file = (FileInfo?)source.ResolveLinkTarget(returnFinalTarget: true) ?? source;
        var elf = ElfFile.Read(file.FullName);
        if (elf.Architecture != request.Platform.Architecture)
            throw Wrong(request, soname, $"it is for {elf.Architecture?.Name ?? "another machine"}",
                "Build it for this platform.");
        if (elf.SoName != soname)
            throw Wrong(request, soname, $"its own soname is '{elf.SoName}'",
                $"Name it so in {DebDefinition.FileName}.");
        var folder = $"usr/lib/{request.Platform.Architecture.GnuTriplet}";
        tree.Copy(file.FullName, $"{folder}/{file.Name}");
        if (file.Name != soname) tree.Link($"{folder}/{soname}", file.Name);
        return elf;
    }

    private static string Control(DebRequest request, string depends, long size) => string.Join('\n',
    [
        $"Package: {request.Definition.Name}",
        $"Version: {request.FullVersion}",
        $"Architecture: {request.Platform.Architecture.DebianName}",
        "Multi-Arch: same",
        $"Maintainer: {request.Definition.Maintainer}",
        $"Installed-Size: {size}",
        .. depends.Length == 0 ? (string[])[] : [$"Depends: {depends}"],
        "Section: libs",
        "Priority: optional",
        $"Description: {request.Definition.Description}",
        "",
    ]);

    // deb-shlibs(5): library, version, dependency.
    private static string Shlibs(DebRequest request) => string.Concat(
        from soname in request.Definition.Libraries
        let parts = soname.Split(".so.", 2)
        where parts.Length == 2
        select $"{parts[0]} {parts[1]} {request.Definition.Name} (>= {request.FullVersion})\n");

    private static ArgosyException Wrong(DebRequest request, string soname, string cause, string remedy) =>
        new(new Diagnostic("ARG0532", new($"{request.Definition.Name} for {request.Platform}"),
            $"{soname}: {cause}", remedy));
}
