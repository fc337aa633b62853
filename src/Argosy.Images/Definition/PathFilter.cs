using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>Selects the paths of packages for an image: all except the excluded ones, plus those to keep.</summary>
/// <remarks>A matching folder loses its own entry; its parents stay.</remarks>
public sealed class PathFilter
{
    /// <summary>Files that a root has from the build machine or that a container gets from its engine: with them an
    /// image would depend on the machine, and ordinary users can't unpack device nodes.</summary>
    internal static IReadOnlyList<string> AlwaysExcluded { get; } =
    [
        "/dev/**", "/proc/**", "/sys/**", "/run/**", "/tmp/**",
        "/etc/resolv.conf", "/etc/hostname", "/etc/machine-id", "/etc/ld.so.cache",
        "/etc/apt/sources.list", "/etc/apt/sources.list.d/**", "/etc/apt/apt.conf.d/**", "/etc/apt/trusted.gpg.d/**",
        "/var/cache/**", "/var/log/**", "/var/lib/apt/**", "/var/lib/dpkg/*-old", "/var/lib/dpkg/lock*",
    ];

    private readonly PathPattern[] _excluded;
    private readonly PathPattern[] _kept;

    internal PathFilter(IEnumerable<string> exclude, IEnumerable<string> keep)
    {
        _excluded = [.. AlwaysExcluded.Concat(exclude).Select(p => new PathPattern(p))];
        _kept = [.. keep.Select(p => new PathPattern(p))];
    }

    /// <summary>Whether the image has this path, written as in a layer: <c>usr/bin/env</c>.</summary>
    internal bool Has(string path) =>
        !_excluded.Any(e => e.IsMatch(path)) || _kept.Any(k => k.IsMatch(path));

    /// <summary>Whether the image has this path, which was declared for it and isn't the build machine's.</summary>
    internal bool HasDeclared(string path) =>
        !_excluded.Skip(AlwaysExcluded.Count).Any(e => e.IsMatch(path)) || _kept.Any(k => k.IsMatch(path));

    internal static PathFilter Read(YamlMap map) => new(Patterns(map, "exclude"), Patterns(map, "keep"));

    private static List<string> Patterns(YamlMap map, string key)
    {
        var patterns = map.Find(key)?.AsList().Texts().ToList() ?? [];
        var wrong = patterns.FirstOrDefault(p => !p.Value.StartsWith('/') || p.Value.EndsWith('/'));
        return wrong is null
            ? [.. patterns.Select(p => p.Value)]
            : throw new ArgosyException(new Diagnostic("ARG0406", wrong.Place,
                $"'{wrong.Value}' is no pattern of paths",
                "Begin it with '/'; for all that a folder holds, end it with '/**'."));
    }
}
