using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>If wheels are published for some platforms, jobs on foreign architectures run on those. On other platforms
/// each run builds all its wheels, or fails to.</summary>
internal sealed partial class WheelRule : IRule
{
    private const string Publisher = "publish-wheel-mirror-";
    private const string PlatformVariable = "argosy_platform";

    public IEnumerable<Finding> Check(Layout layout)
    {
        var publishers = layout.Jobs.Keys.Where(j => Publishes(j, layout)).ToHashSet(StringComparer.Ordinal);
        var published = publishers.SelectMany(j => Published(j, layout)).ToHashSet();
        if (published.Count == 0) return [];
        var run = layout.ProjectPipelines.SelectMany(p => p.Jobs).Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        return from job in layout.Variants
               let nodeset = job.Body.Find("nodeset")
               where nodeset is not null && !job.Body.Says("abstract") && !publishers.Contains(job.Name)
               from platform in NodePlatform.Of(nodeset, layout).Select(n => n.Platform).Distinct()
               where platform.Architecture != Architecture.DefaultBaseline && !published.Contains(platform)
               select Finding(
                   nodeset.Place, job.Name, platform, published, isOffered: run.Count > 0 && !run.Contains(job.Name));
    }

    // A job that nothing here runs, while others are run, is only offered: its users may have wheels.
    private static Finding Finding(
        SourceLocation place, string job, NodePlatform platform, HashSet<NodePlatform> published, bool isOffered)
    {
        var cause = $"'{Excerpt.Of(job)}' runs on {platform}, for which no '{Publisher}…' job exists";
        return isOffered
            ? FindingKinds.s_noWheels.Note(place, cause, Remedy(published, platform))
            : FindingKinds.s_noWheels.Warning(place, cause, Remedy(published, platform));
    }

    // A job that publishes wheels says so by its playbooks, by its name, or by those of a parent.
    private static bool Publishes(string job, Layout layout) => layout.Chains.Of(job).Any(v =>
        WheelStore().IsMatch(v.Name)
        || JobVariant.Playbooks.SelectMany(a => References.Named(v.Body, a)).Any(p => WheelStore().IsMatch(p.Value)));

    // What it is told to build counts before where it runs, and that before its name: a job that moved to another
    // node may have kept its name.
    private static IEnumerable<NodePlatform> Published(string job, Layout layout)
    {
        if (layout.Chains.Value(job, "abstract") is not null && layout.Jobs[job].Any(v => v.Body.Says("abstract")))
            return [];
        if (layout.Chains.Value(job, "vars") is MapNode vars && vars.Text(PlatformVariable) is { } told)
            return NodePlatform.TryParse(told.Value) is { } platform ? [platform] : [];
        var nodes = NodePlatform.Of(layout.Chains.Value(job, "nodeset"), layout).Select(n => n.Platform).ToList();
        if (nodes.Count > 0) return nodes;
        return WheelStore().Match(job) is { Success: true } store
            && NodePlatform.TryParse(job[(store.Index + store.Length)..].TrimStart('-')) is { } named
                ? [named]
                : [];
    }

    [GeneratedRegex("wheel[-_](?:mirror|cache)")]
    private static partial Regex WheelStore();

    private static string Remedy(HashSet<NodePlatform> published, NodePlatform platform)
    {
        var others = published
            .Where(p => p.Architecture == platform.Architecture)
            .Select(p => p.ToString())
            .Order(StringComparer.Ordinal)
            .ToList();
        return others.Count == 0
            ? "Publish wheels for it."
            : $"Publish wheels for it, or run on {string.Join(", ", others)}.";
    }
}
