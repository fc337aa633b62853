using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>A package's <c>Depends</c>, read from the ELF files in it.</summary>
internal static class DebDependencies
{
    /// <summary>The field's value, sorted by package. Error ARG0531 for a library without a known package.</summary>
    public static string Of(DebDefinition deb, IReadOnlyList<ElfFile> files)
    {
        var needs = new SortedDictionary<string, Version?>(StringComparer.Ordinal);
        foreach (var package in deb.Depends) needs[package] = null;
        foreach (var file in files)
        {
            // Some architectures' files also name the loader: it is part of the C library, which every such file names
            // as well.
            var loader = Path.GetFileName(file.Architecture?.DynamicLoader);
            foreach (var library in file.Needed.Where(n => n != loader && !deb.Libraries.Contains(n)))
            {
                var provider = deb.Providers.GetValueOrDefault(library)
                    ?? throw new ArgosyException(new Diagnostic("ARG0531", new(DebDefinition.FileName),
                        $"{deb.Name} needs {library}, and no package is known to have it",
                        "Name it under 'libraries:', with its package."));
                var least = Least(file, library, provider);
                needs[provider.Package] = Max(needs.GetValueOrDefault(provider.Package), least);
            }
        }

        return string.Join(", ", needs.Select(n => n.Value is null ? n.Key : $"{n.Key} (>= {n.Value})"));
    }

    private static Version? Least(ElfFile file, string library, DebProvider provider) => file.NeededVersions
        .Where(v => v.Library == library && provider.Versions is not null
            && v.Version.StartsWith(provider.Versions, StringComparison.Ordinal))
        .Select(v => Version.TryParse(v.Version[provider.Versions!.Length..], out var version) ? version : null).Max();

    private static Version? Max(Version? a, Version? b) => a is null || b > a ? b : a;
}
