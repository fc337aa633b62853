namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A root's paths with every link on the way resolved, as a kernel inside the root would do it.</summary>
/// <remarks>Begins with the merged /usr of today's Debian (bin, lib, sbin are links into usr), which maintainer
/// scripts make and an extraction alone wouldn't: packages still ship files under both names.</remarks>
internal sealed class RootPaths
{
    // More than a kernel follows, so that a chain of links that ends is never refused.
    private const int MaxLinks = 64;

    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>The top-level names that are links into usr.</summary>
    public static IReadOnlyList<string> Merged { get; } = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

    /// <summary>Those links alone.</summary>
    public RootPaths()
    {
        foreach (var name in Merged) _links[name] = $"usr/{name}";
    }

    /// <summary>Remembers a link, whose path must be canonical; <paramref name="target"/> is as readlink shows it.</summary>
    public void Link(string path, string target) => _links[path] = Absolute(path, target);

    /// <summary>The path with the links of its parents resolved, and its own kept; null where it leaves the root.</summary>
    public string? Canonical(string path)
    {
        var parts = Split(path);
        if (parts is null) return null;
        if (parts.Count == 0) return "";
        var parent = Resolve(string.Join('/', parts.Take(parts.Count - 1)));
        return parent.Length == 0 ? parts[^1] : $"{parent}/{parts[^1]}";
    }

    /// <summary>The path with every link resolved, the last one too; links in a circle are left as they are.</summary>
    public string Resolve(string path)
    {
        var pending = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var done = "";
        var followed = 0;
        while (pending.TryPop(out var part))
        {
            var next = done.Length == 0 ? part : $"{done}/{part}";
            if (_links.TryGetValue(next, out var target) && ++followed <= MaxLinks)
            {
                done = "";
                foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) pending.Push(step);
            }
            else
            {
                done = next;
            }
        }

        return done;
    }

    /// <summary>A link's target as a relative path from the link's own folder.</summary>
    public string Relative(string path, string target)
    {
        var from = (Path.GetDirectoryName(path) ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var absolute = Absolute(path, target);
        var to = (Canonical(absolute) ?? absolute).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var shared = from.Zip(to).TakeWhile(p => p.First == p.Second).Count();
        var steps = Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)).ToList();
        return steps.Count == 0 ? "." : string.Join('/', steps);
    }

    // Dots are folded by name, and what would lead above the root stays at it, as in a chroot.
    private static string Absolute(string path, string target)
    {
        var start = target.StartsWith('/') ? [] : (Path.GetDirectoryName(path) ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var steps = new List<string>(start);
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                if (steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private static List<string>? Split(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToList();
        return parts.Contains("..") ? null : parts;
    }
}
