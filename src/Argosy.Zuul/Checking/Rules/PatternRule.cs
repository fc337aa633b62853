using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Regular expressions are valid for RE2.</summary>
internal sealed class PatternRule : IRule
{
    private static readonly string[] s_ofJobs = ["branches", "files", "irrelevant-files"];
    private static readonly string[] s_ofTriggers = ["comment", "ref", "branch", "email", "username"];

    public IEnumerable<Finding> Check(Layout layout) =>
        from pattern in OfJobs(layout).Concat(OfPipelines(layout))
        let fault = ZuulPattern.Of(pattern.Value).Fault
        where fault is not null
        select FindingKinds.s_invalidPattern.Error(pattern.Place,
            $"RE2 refuses the pattern '{Excerpt.Of(pattern.Value)}': {fault}",
            "Write it without look-around and backreferences; '{regex: …, negate: true}' says what must not match.");

    private static IEnumerable<TextNode> OfJobs(Layout layout) =>
        from job in layout.Jobs.Values.SelectMany(v => v).Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
        from attribute in s_ofJobs
        from item in job.Body.Find(attribute)?.AsMany ?? []
        let pattern = item as TextNode ?? (item as MapNode)?.Text("regex")
        where pattern is not null
        select pattern;

    private static IEnumerable<TextNode> OfPipelines(Layout layout) =>
        from pipeline in layout.Of("pipeline")
        from connection in (pipeline.Body.Find("trigger") as MapNode)?.Entries ?? []
        from trigger in connection.Value.AsMany.OfType<MapNode>()
        from attribute in s_ofTriggers
        from pattern in trigger.Find(attribute)?.Texts ?? []
        select pattern;
}
