using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A root's paths with all links resolved, like a kernel inside the root.</summary>
/// <remarks>Starts with the merged /usr of today's Debian (bin, lib, sbin are links into usr), which maintainer scripts
/// make and extraction doesn't: packages still ship files under both names.</remarks>
internal sealed class RootPaths
{
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>The top-level names that are links into usr.</summary>
    public static IReadOnlyList<string> Merged { get; } = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

    /// <summary>Only those links.</summary>
    public RootPaths()
    {
        foreach (var name in Merged) _links[name] = $"usr/{name}";
    }

    /// <summary>Whether a path contains '..': no package needs it.</summary>
    public static bool Climbs(string path) => path.Split('/').Contains("..");

    /// <summary>Adds a link, whose path must be canonical; <paramref name="target"/> is as readlink shows it.</summary>
    public void Link(string path, string target) => _links[path] = target;

    /// <summary>Another entry has the path from now on.</summary>
    public void Forget(string path) => _links.Remove(path);

    /// <summary>A link's target; null if there is none.</summary>
    public string? TargetOf(string path) => _links.GetValueOrDefault(path);

    /// <summary>The path with the links of its parents resolved, but not its own; null if they are circular.</summary>
    public string? Canonical(string path) => LinkResolver.TryResolve(path, TargetOf, followLast: false);

    /// <summary>The path with every link resolved, including the last one; null if they are circular.</summary>
    public string? Resolve(string path) => LinkResolver.TryResolve(path, TargetOf, followLast: true);

    /// <summary>Whether a link leads out of the root if the root isn't at <c>/</c>.</summary>
    public bool LeadsOut(string path, string target)
    {
        LinkResolver.TryResolve(Absolute(path, target), TargetOf, followLast: true, out var climbed);
        return climbed || target.StartsWith('/');
    }

    /// <summary>A link's target as a relative path from the link's own folder.</summary>
    public string Relative(string path, string target)
    {
        var from = (Path.GetDirectoryName(path) ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var absolute = Absolute(path, target);
        // Circular links lead nowhere in any case.
        var to = (Canonical(absolute) ?? Folded(absolute)).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var shared = from.Zip(to).TakeWhile(p => p.First == p.Second).Count();
        var steps = Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)).ToList();
        return steps.Count == 0 ? "." : string.Join('/', steps);
    }

    private static string Absolute(string path, string target) =>
        target.StartsWith('/') ? target : $"{Path.GetDirectoryName(path)}/{target}";

    /// <summary>The path with its '..' resolved as text, as if no folder on it were a link.</summary>
    public static string Folded(string path) => LinkResolver.TryResolve(path, _ => null, followLast: false)!;
}
