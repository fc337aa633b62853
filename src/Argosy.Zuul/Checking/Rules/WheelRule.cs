using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>If wheels are published for some platforms, jobs on foreign architectures run on those. On other platforms
/// each run builds all its wheels, or fails to.</summary>
internal sealed class WheelRule : IRule
{
    private const string Publisher = "publish-wheel-mirror-";

    public IEnumerable<Finding> Check(Layout layout)
    {
        var published = layout.Jobs.Keys.Select(Published).OfType<NodePlatform>().ToHashSet();
        if (published.Count == 0) return [];
        var run = layout.ProjectPipelines.SelectMany(p => p.Jobs).Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        return from job in layout.Variants
               let nodeset = job.Body.Find("nodeset")
               where nodeset is not null && !job.Body.Says("abstract") && Published(job.Name) is null
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

    private static NodePlatform? Published(string job) =>
        job.IndexOf(Publisher, StringComparison.Ordinal) is >= 0 and var at
            ? NodePlatform.TryParse(job[(at + Publisher.Length)..])
            : null;

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
