using System.Text.RegularExpressions;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Regular expressions are valid for RE2.</summary>
internal sealed partial class PatternRule : IRule
{
    private const string Remedy =
        "Write it without look-around and backreferences; '{regex: …, negate: true}' says what must not match.";

    private static readonly string[] s_ofJobs = ["branches", "files", "irrelevant-files"];
    private static readonly string[] s_ofTriggers = ["comment", "ref", "branch", "email", "username"];

    public IEnumerable<Finding> Check(Layout layout) =>
        OfJobs(layout).Concat(OfProjects(layout)).Concat(OfPipelines(layout))
            .Select(p => Finding(p, ZuulPattern.Of(p.Value), isOfRe2Alone: false))
            .Concat(FailureOutputs(layout).Select(p => Finding(p, ZuulPattern.Of(p.Value), isOfRe2Alone: true)))
            .OfType<Finding>()
            .Concat(Globs(layout));

    private static Finding? Finding(TextNode pattern, ZuulPattern regex, bool isOfRe2Alone) => regex switch
    {
        { Fault: null } => null,
        { IsRefused: false } when !isOfRe2Alone => FindingKinds.s_invalidPattern.Warning(pattern.Place,
            $"Zuul warns of the pattern '{Excerpt.Of(pattern.Value)}', which isn't RE2's: {regex.Fault}", Remedy),
        _ => FindingKinds.s_invalidPattern.Error(pattern.Place,
            $"RE2 refuses the pattern '{Excerpt.Of(pattern.Value)}': {regex.Fault}", Remedy),
    };

    // A file matcher such as 'docs/*.md' is valid, but 'docs' followed by slashes, any character and 'md'.
    private static IEnumerable<Finding> Globs(Layout layout) =>
        from pattern in OfJobs(layout, "files", "irrelevant-files")
        where FileGlob().IsMatch(pattern.Value) && ZuulPattern.Of(pattern.Value).Fault is null
        select FindingKinds.s_glob.Warning(pattern.Place,
            $"'{Excerpt.Of(pattern.Value)}' looks like a shell's pattern, but is a regular expression",
            $"Write '^{Translated(pattern.Value)}$'.");

    private static string Translated(string glob) => Regex.Escape(glob)
        .Replace(@"/\*\*/", "/(.*/)?", StringComparison.Ordinal)
        .Replace(@"\*\*", ".*", StringComparison.Ordinal)
        .Replace(@"\*", "[^/]*", StringComparison.Ordinal);

    private static IEnumerable<TextNode> OfJobs(Layout layout) => OfJobs(layout, s_ofJobs);

    private static IEnumerable<TextNode> OfJobs(Layout layout, params string[] attributes) =>
        from job in layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
        from attribute in attributes
        from pattern in Patterns(job.Body, attribute)
        select pattern;

    private static IEnumerable<TextNode> OfProjects(Layout layout) =>
        layout.Of("project").SelectMany(p => Patterns(p.Body, "branches"))
            .Concat(layout.Of("pragma").SelectMany(p => Patterns(p.Body, "implied-branches")));

    private static IEnumerable<TextNode> FailureOutputs(Layout layout) =>
        layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
            .SelectMany(j => j.Body.Find("failure-output")?.Texts ?? []);

    private static IEnumerable<TextNode> OfPipelines(Layout layout) =>
        from pipeline in layout.Of("pipeline")
        from connection in (pipeline.Body.Find("trigger") as MapNode)?.Entries ?? []
        from trigger in connection.Value.AsMany.OfType<MapNode>()
        from attribute in s_ofTriggers
        from pattern in Patterns(trigger, attribute)
        select pattern;

    private static IEnumerable<TextNode> Patterns(MapNode body, string attribute) =>
        body.Find(attribute)?.AsMany
            .Select(i => i as TextNode ?? (i as MapNode)?.Text("regex"))
            .OfType<TextNode>() ?? [];

    // A star behind a slash or a name, with neither a dot nor a bracket before it, and nothing else of an expression.
    [GeneratedRegex(@"\A(?![\^(])[^\\^$()|+?\[\]{}]*(?:/\*|\*\*|[A-Za-z0-9_]\*)[^\\^$()|+?\[\]{}]*\z")]
    private static partial Regex FileGlob();
}
