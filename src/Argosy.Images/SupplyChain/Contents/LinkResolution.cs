namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Follows symbolic links of an image.</summary>
internal static class LinkResolution
{
    // As the kernel's limit (path_resolution(7)).
    private const int MostLinks = 40;

    /// <summary>The path behind all links in a path; the path itself if they form a circle.</summary>
    /// <param name="path">Without a leading slash.</param>
    /// <param name="target">The target of the link at a path; null for anything but a link.</param>
    public static string Resolve(string path, Func<string, string?> target)
    {
        var left = new Stack<string>(path.Split('/').Reverse());
        var done = new List<string>();
        for (var links = 0; left.TryPop(out var part);)
        {
            if (part is "" or ".") continue;
            if (part == "..")
            {
                if (done.Count > 0) done.RemoveAt(done.Count - 1);
                continue;
            }

            done.Add(part);
            if (target(string.Join('/', done)) is not { } link) continue;
            if (++links > MostLinks) return path;
            if (link.StartsWith('/')) done.Clear();
            else done.RemoveAt(done.Count - 1);
            foreach (var next in link.Split('/').Reverse()) left.Push(next);
        }

        return string.Join('/', done);
    }
}
