using Argosy.Packages.Debian.Shlibs;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>The <c>Depends</c> of a set's packages.</summary>
/// <param name="request">The set.</param>
/// <param name="all">All of its packages: they depend on each other with their exact version.</param>
/// <param name="libraries">The platform's libraries.</param>
internal sealed class DebDependencies(
    DebRequest request, IReadOnlyList<BinaryPackage> all, PackagedLibraries libraries)
{
    /// <summary>The field's items, sorted. Error ARG0531 for a library without a known package.</summary>
    public IReadOnlyList<string> Of(BinaryPackage package)
    {
        var found = new LibraryDependencies(libraries);
        foreach (var file in package.Files.Where(f => f.Elf is not null)) Add(found, package, file);
        if (package.Role == DebRole.Development)
        {
            foreach (var runtime in all.Where(p => p.Role == DebRole.Runtime)) found.Need(Exactly(runtime));
            foreach (var dependency in request.Definition.DevelopmentDepends) found.Need(dependency);
        }
        else if (package.Role == DebRole.Runtime || all.All(p => p.Role != DebRole.Runtime))
        {
            foreach (var dependency in request.Definition.Depends) found.Need(dependency);
        }

        return found.Relations();
    }

    private void Add(LibraryDependencies found, BinaryPackage package, PackedFile file)
    {
        var needed = new List<string>();
        foreach (var soname in file.Elf!.Needed)
        {
            var own = all.FirstOrDefault(p => p.SoNames.Contains(soname));
            if (own is not null && own.Name != package.Name) found.Need(Exactly(own));
            if (own is not null) continue;
            if (request.Definition.Providers.GetValueOrDefault(soname) is { } provider)
                found.Need(Declared(file.Elf, soname, provider));
            else
                needed.Add(soname);
        }

        if (found.Add(needed, ElfSymbols.Read(file.Source!)) is not [var unknown, ..]) return;
        throw new ArgosyException(new Diagnostic("ARG0531", request.Definition.Place,
            $"{package.Name} needs {unknown}, "
                + (libraries.FindOwner(unknown) is { } owner
                    ? $"and package {owner} of {request.Platform} says no dependency for it"
                    : $"and no package in the sysroot of {request.Platform} has it"),
            "Add its package to the native item's 'packages:' in argosy.yaml, or name it under 'libraries:'."));
    }

    private string Exactly(BinaryPackage package) => $"{package.Name} (= {request.FullVersion})";

    // The newest of the symbol versions that the file needs of the library.
    private static string Declared(ElfFile elf, string soname, DebProvider provider)
    {
        if (provider.Versions is not { } prefix) return provider.Package;
        var least = elf.NeededVersions
            .Where(v => v.Library == soname && v.Version.StartsWith(prefix, StringComparison.Ordinal))
            .Select(v => v.Version[prefix.Length..])
            .Where(v => v.Length > 0 && char.IsAsciiDigit(v[0]))
            .Max(DebianVersion.Order);
        return least is null ? provider.Package : $"{provider.Package} (>= {least})";
    }
}
