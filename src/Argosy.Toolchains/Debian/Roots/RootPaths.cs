using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A root's paths with every link on the way resolved, as a kernel inside the root would do it.</summary>
/// <remarks>Begins with the merged /usr of today's Debian (bin, lib, sbin are links into usr), which maintainer
/// scripts make and an extraction alone wouldn't: packages still ship files under both names.</remarks>
internal sealed class RootPaths
{
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>The top-level names that are links into usr.</summary>
    public static IReadOnlyList<string> Merged { get; } = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

    /// <summary>Those links alone.</summary>
    public RootPaths()
    {
        foreach (var name in Merged) _links[name] = $"usr/{name}";
    }

    /// <summary>Whether a path steps upwards by itself: no package has a reason to.</summary>
    public static bool Climbs(string path) => path.Split('/').Contains("..");

    /// <summary>Remembers a link, whose path must be canonical; <paramref name="target"/> is as readlink shows it.</summary>
    public void Link(string path, string target) => _links[path] = target;

    /// <summary>Something else has the path from now on.</summary>
    public void Forget(string path) => _links.Remove(path);

    /// <summary>What a link says; null where there is none.</summary>
    public string? TargetOf(string path) => _links.GetValueOrDefault(path);

    /// <summary>The path with the links of its parents resolved, and its own kept; null where they go round.</summary>
    public string? Canonical(string path) => LinkResolver.TryResolve(path, TargetOf, followLast: false);

    /// <summary>The path with every link resolved, the last one too; null where they go round.</summary>
    public string? Resolve(string path) => LinkResolver.TryResolve(path, TargetOf, followLast: true);

    /// <summary>Whether a link, followed by who doesn't have the root at <c>/</c>, leads out of it.</summary>
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
        // What goes round leads nowhere by any name.
        var to = (Canonical(absolute) ?? Folded(absolute)).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var shared = from.Zip(to).TakeWhile(p => p.First == p.Second).Count();
        var steps = Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)).ToList();
        return steps.Count == 0 ? "." : string.Join('/', steps);
    }

    private static string Absolute(string path, string target) =>
        target.StartsWith('/') ? target : $"{Path.GetDirectoryName(path)}/{target}";

    /// <summary>The path with its '..' taken by its text alone, as if no folder on the way were a link.</summary>
    public static string Folded(string path) => LinkResolver.TryResolve(path, _ => null, followLast: false)!;
}
