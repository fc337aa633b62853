using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Jobs vote only where votes have an effect.</summary>
internal sealed class VotingRule : IRule
{
    // Parameters of reporters that only inform, and don't vote.
    private static readonly HashSet<string> s_telling =
        ["comment", "to", "from", "subject", "topic", "qos", "message", "notify"];

    public IEnumerable<Finding> Check(Layout layout)
    {
        var pipelines = layout.Of("pipeline")
            .Where(p => p.Name is not null)
            .GroupBy(p => p.Name!.Value)
            .ToDictionary(g => g.Key, g => g.First().Body);
        return layout.ProjectPipelines.SelectMany(p => p.Jobs.SelectMany(u =>
            Check(u, p, pipelines.GetValueOrDefault(p.Pipeline.Value), layout)));
    }

    private static IEnumerable<Finding> Check(JobVariant use, ProjectPipeline where, MapNode? pipeline, Layout layout)
    {
        var voting = layout.Chains.Value(use.Name, "voting", use) as TextNode;
        var name = Excerpt.Of(use.Name);
        if (voting?.Truth == false && Merges(where.Pipeline.Value, pipeline))
        {
            yield return FindingKinds.s_nonVotingGate.Warning(use.Place,
                $"'{name}' doesn't vote, but runs in '{Excerpt.Of(where.Pipeline.Value)}', where changes merge",
                "Take it out: it costs nodes and time there, and keeps nothing from merging.");
        }

        if (voting?.Truth == true && pipeline is not null && !Votes(pipeline))
        {
            yield return FindingKinds.s_emptyVote.Warning(use.Body.Find("voting") is null ? use.Place : voting.Place,
                $"'{name}' is to vote, but success in '{Excerpt.Of(where.Pipeline.Value)}' is reported without a vote",
                "Give the pipeline's reporter a vote, or write 'voting: false'.");
        }
    }

    // A pipeline of another repository is identified by its usual name.
    private static bool Merges(string name, MapNode? pipeline) =>
        pipeline is null ? name == "gate" : pipeline.Text("manager")?.Value == "dependent";

    private static bool Votes(MapNode pipeline) => (pipeline.Find("success") as MapNode)?.Entries
        .Any(c => c.Value is MapNode reporter && reporter.Entries.Any(e => !s_telling.Contains(e.Key.Value))) == true;
}
