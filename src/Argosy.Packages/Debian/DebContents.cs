using Argosy.Packages.Debian.Shlibs;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>Splits what a native item installs into binary packages, by path and soname (Debian policy 8).</summary>
/// <remarks><code>
/// lib/*.so.N, and what no other rule takes              libfoo1      for each soname
/// include, lib/*.so, lib/*.a, pkg-config, CMake         libfoo-dev
/// bin, sbin, libexec, manual pages of programs          &lt;item&gt;
/// test, lib/*.la                                        none
/// </code></remarks>
internal sealed class DebContents(DebRequest request)
{
    private readonly IReadOnlyList<InstalledEntry> _installed =
        InstalledEntry.All(request.Installed, request.Platform.Architecture.GnuTriplet);

    /// <summary>The packages that have files. Errors: ARG0524 for a set without any file, and for CMake's files in a
    /// folder that doesn't suit; ARG0532 for a library that is missing or isn't the platform's.</summary>
    public IReadOnlyList<BinaryPackage> Split()
    {
        var definition = request.Definition;
        CheckMachines();
        var libraries = Libraries();
        foreach (var soname in definition.Libraries.Where(l => !libraries.Exists(f => f.Elf!.SoName == l)))
            throw WrongName(soname);
        if (definition.Libraries.Count > 0)
            libraries.RemoveAll(l => !definition.Libraries.Contains(l.Elf!.SoName!));

        var runtimes = libraries
            .GroupBy(l => definition.Runtime ?? SoName.RuntimePackage(l.Elf!.SoName!), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var programs = definition.Programs.IsLeftOut ? [] : Of(InstalledSubject.Program);
        var development = definition.Development.IsLeftOut ? [] : DevelopmentFiles(libraries);
        var others = Of(InstalledSubject.Other);
        var sonames = libraries.ConvertAll(l => l.Elf!.SoName!);
        var packages = new List<BinaryPackage>();
        foreach (var (name, files) in runtimes.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            packages.Add(Package(name, DebRole.Runtime, files.SelectMany(WithLinks)) with
            {
                SoNames = [.. files.Select(f => f.Elf!.SoName!).Order(StringComparer.Ordinal)],
            });
        }

        if (programs.Count > 0)
            packages.Add(Package(definition.Programs.Name ?? SoName.Debian(request.Item), DebRole.Programs, programs));
        if (development.Count > 0)
            packages.Add(Package(DevelopmentName(sonames), DebRole.Development, development));
        if (packages.Count == 0) throw Nothing();
        var first = packages.FindIndex(p => p.Role == DebRole.Programs) is var at and >= 0 ? at : 0;
        packages[first] = Package(
            packages[first].Name, packages[first].Role, [.. packages[first].Files, .. others]) with
        {
            SoNames = packages[first].SoNames,
        };
        return packages;
    }

    private static BinaryPackage Package(string name, DebRole role, IEnumerable<PackedFile> files) =>
        new(name, role, [.. files.OrderBy(f => f.Target, StringComparer.Ordinal)]);

    private string DevelopmentName(List<string> sonames)
    {
        if (request.Definition.Development.Name is { } declared) return declared;
        if (sonames is [var only]) return SoName.DevelopmentPackage(only);
        var item = SoName.Debian(request.Item);
        return item.StartsWith("lib", StringComparison.Ordinal) || sonames.Count == 0
            ? $"{item}-dev"
            : $"lib{item}-dev";
    }

    private List<InstalledEntry> Libraries() =>
        [.. _installed.Where(e => e is { Subject: InstalledSubject.Library, Link: null })];

    // The file under its full name, and its soname as a link, which the loader looks for.
    private IEnumerable<PackedFile> WithLinks(InstalledEntry library)
    {
        yield return Packed(library);
        var soname = library.Elf!.SoName!;
        if (library.Name != soname) yield return new($"{request.LibraryFolder}/{soname}") { Link = library.Name };
    }

    private List<PackedFile> DevelopmentFiles(List<InstalledEntry> libraries)
    {
        var files = _installed
            .Where(e => e.Subject == InstalledSubject.Development && !IsLibraryLink(e))
            .Select(Packed)
            .ToList();
        if (files.Count == 0) return [];
        foreach (var library in libraries.Where(l => SoName.TrySplit(l.Elf!.SoName!) is not null))
        {
            var name = SoName.TrySplit(library.Elf!.SoName!)!.Value.Library;
            files.Add(new($"{request.LibraryFolder}/{name}.so") { Link = library.Elf!.SoName! });
        }

        if (!files.Exists(f => f.Target.EndsWith(".pc", StringComparison.Ordinal)))
        {
            files.AddRange(libraries.Select(l => SoName.TrySplit(l.Elf!.SoName!)?.Library)
                .Where(l => l?.StartsWith("lib", StringComparison.Ordinal) == true)
                .Select(l => new PackedFile($"{request.LibraryFolder}/pkgconfig/{l![3..]}.pc")
                {
                    Text = PkgConfig.Of(request, l[3..]),
                }));
        }

        return files;
    }

    // Made anew, for the libraries that the packages have.
    private static bool IsLibraryLink(InstalledEntry entry) =>
        entry.Link is not null && entry.Name.EndsWith(".so", StringComparison.Ordinal);

    private List<PackedFile> Of(InstalledSubject subject) =>
        [.. _installed.Where(e => e.Subject == subject).Select(Packed)];

    private PackedFile Packed(InstalledEntry entry)
    {
        var target = TargetOf(entry.Path);
        var isPkgConfig = target.EndsWith(".pc", StringComparison.Ordinal) && entry.Link is null;
        return new(target)
        {
            Source = entry.Link is null ? entry.Source : null,
            Link = entry.Link,
            Text = isPkgConfig ? PkgConfig.Moved(File.ReadAllText(entry.Source), request) : null,
            Elf = entry.Elf,
            IsProgram = entry.IsProgram && entry.Subject != InstalledSubject.Library,
        };
    }

    // Libraries of projects that name lib themselves go to the architecture's folder.
    private string TargetOf(string path)
    {
        var triplet = request.Platform.Architecture.GnuTriplet;
        return path.Split('/') switch
        {
            ["etc" or "var" or "opt" or "srv", ..] => path,
            ["lib", "cmake", ..] => throw FixedFolder(path),
            ["lib", var name] when name.Contains(".so", StringComparison.Ordinal)
                || name.EndsWith(".a", StringComparison.Ordinal) => $"{request.LibraryFolder}/{name}",
            ["lib", "pkgconfig", .. var rest] => $"{request.LibraryFolder}/pkgconfig/{string.Join('/', rest)}",
            ["include", var first, ..] when request.Definition.HasOwnHeaders && first != triplet =>
                $"usr/include/{triplet}/{path["include/".Length..]}",
            _ => $"usr/{path}",
        };
    }

    private void CheckMachines()
    {
        var architecture = request.Platform.Architecture;
        foreach (var entry in _installed.Where(e => e.Subject != InstalledSubject.None
            && e.Elf is { } elf && elf.Architecture != architecture))
            throw Wrong(entry.Path, $"it is for {entry.Elf!.Architecture?.Name ?? "another machine"}",
                "Build it for this platform.");
    }

    private ArgosyException WrongName(string soname)
    {
        var other = _installed.FirstOrDefault(e => e.Name == soname);
        if (other is null) return Wrong(soname, $"native item '{request.Item}' doesn't install it",
            $"Name what it installs in {DebDefinition.FileName}, or add an install() for it.");
        var target = new FileInfo(other.Source).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? other.Source;
        return Wrong(soname, File.Exists(target) && ElfFile.TryRead(target) is { } elf
                ? $"its own soname is '{elf.SoName}'"
                : "it is no shared library",
            $"Name its soname in {DebDefinition.FileName}.");
    }

    private ArgosyException Wrong(string file, string cause, string remedy) => new(new Diagnostic(
        "ARG0532", new($"{request.Definition.Name} for {request.Platform}"), $"{file}: {cause}", remedy));

    private ArgosyException FixedFolder(string path) => new(new Diagnostic(
        "ARG0524", request.Definition.Place, $"'{request.Item}' installs {path}, whose paths don't hold where Debian "
            + "has libraries",
        "Let its CMakeLists.txt install to ${CMAKE_INSTALL_LIBDIR}, after include(GNUInstallDirs)."));

    private ArgosyException Nothing() => new(new Diagnostic(
        "ARG0524", request.Definition.Place, $"'{request.Item}' installs nothing that a package may have",
        "Add install() rules: libraries to lib, programs to bin, headers to include."));
}
