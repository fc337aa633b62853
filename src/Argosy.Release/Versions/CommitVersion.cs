using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using NuGet.Versioning;

namespace Argosy.Release.Versions;

/// <summary>The version of a commit: on a tag exactly the tag's; after it the next patch, or the same pre-release, with
/// the number of commits since.</summary>
/// <param name="Version">The version.</param>
/// <param name="Commit">The commit.</param>
/// <param name="From">The tag that it was counted from; null if no tag is reachable.</param>
/// <param name="Height">The commits since that tag; 0 on it.</param>
public sealed record CommitVersion(SemanticVersion Version, string Commit, VersionTag? From, int Height)
{
    private static readonly string[] s_untagged = ["alpha", "0"];

    /// <summary>Whether a tag of the commit gives the version.</summary>
    public bool IsTagged => From is not null && Height == 0;

    /// <summary>The version of the history's HEAD.</summary>
    /// <remarks>
    /// Every path back from HEAD ends at its first commit with a tag; of those commits' tags the highest counts. The
    /// height is the number of commits of HEAD's history that aren't in the tag's: it grows with each commit and each
    /// merge, so that versions grow along first parents. Error ARG0932 if commits are missing, so that a nearer tag
    /// might be, too.
    /// </remarks>
    public static CommitVersion Of(TaggedHistory history, ReleaseRules rules)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(rules);
        var tags = history.Tags.ToLookup(t => t.Commit, StringComparer.Ordinal);
        var nearest = Nearest(history, tags).MaxBy(t => t.Version);
        if (nearest?.Commit == history.Head) return new(nearest.Version, history.Head, nearest, 0);
        if (history.IsShallow)
            throw new ArgosyException(new Diagnostic("ARG0932", new("git"),
                "the clone is shallow and HEAD has no tag, so that the nearest tag may be missing",
                "Fetch the history and the tags: git fetch --unshallow --tags."));
        var height = Reachable(history, history.Head).Count
            - (nearest is null ? 0 : Reachable(history, nearest.Commit).Count);
        return new(After(nearest?.Version, height, rules.Minimum), history.Head, nearest, height);
    }

    private static IEnumerable<VersionTag> Nearest(TaggedHistory history, ILookup<string, VersionTag> tags)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { history.Head };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var commit))
        {
            if (tags.Contains(commit))
            {
                foreach (var tag in tags[commit]) yield return tag;
                continue;
            }

            foreach (var parent in ParentsOf(history, commit).Where(seen.Add)) open.Push(parent);
        }
    }

    private static HashSet<string> Reachable(TaggedHistory history, string from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var commit))
        {
            foreach (var parent in ParentsOf(history, commit).Where(seen.Add)) open.Push(parent);
        }

        return seen;
    }

    private static IReadOnlyList<string> ParentsOf(TaggedHistory history, string commit) =>
        history.Parents.TryGetValue(commit, out var parents) ? parents : [];

    private static SemanticVersion After(SemanticVersion? tag, int height, (int Major, int Minor)? minimum)
    {
        var version = tag switch
        {
            null => new(0, 0, 0, [.. s_untagged, $"{height}"], null),
            { IsPrerelease: true } => new(tag.Major, tag.Minor, tag.Patch, [.. tag.ReleaseLabels, $"{height}"], null),
            _ => new SemanticVersion(tag.Major, tag.Minor, tag.Patch + 1, [.. s_untagged, $"{height}"], null),
        };
        return minimum is var (major, minor) && (version.Major, version.Minor).CompareTo((major, minor)) < 0
            ? new(major, minor, 0, [.. s_untagged, $"{height}"], null)
            : version;
    }
}
