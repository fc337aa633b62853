using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Parts of an object agree with each other: what Zuul checks beyond the form of attributes.</summary>
internal sealed class StructureRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout) =>
        layout.Of("nodeset").Select(n => n.Body).Concat(Inline(layout)).SelectMany(OfNodeset)
            .Concat(layout.Of("queue").SelectMany(OfQueue))
            .Concat(layout.Of("pipeline").SelectMany(OfPipeline))
            .Concat(layout.Of("secret").SelectMany(OfSecret))
            .Concat(Uses(layout).SelectMany(OfJob));

    private static IEnumerable<JobVariant> Uses(Layout layout) =>
        layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs));

    private static IEnumerable<MapNode> Inline(Layout layout) =>
        Uses(layout).Select(j => j.Body.Find("nodeset")).OfType<MapNode>();

    private static IEnumerable<Finding> OfNodeset(MapNode nodeset)
    {
        if (nodeset.Find("alternatives") is { } alternatives)
        {
            if (nodeset.Find("nodes") is { } both)
                yield return Contradiction(both.Place, "a nodeset has either 'nodes' or 'alternatives'",
                    "Remove one of the two.");
            foreach (var finding in alternatives.AsMany.OfType<MapNode>().SelectMany(OfNodeset)) yield return finding;
            yield break;
        }

        if (nodeset.Find("nodes") is not { } nodes)
        {
            yield return FindingKinds.s_missingAttribute.Error(nodeset.Place, "a nodeset lacks 'nodes'",
                "Add 'nodes:', or 'alternatives:' with names of nodesets.");
            yield break;
        }

        var names = nodes.AsMany.OfType<MapNode>().SelectMany(n => n.Find("name")?.Texts ?? []).ToList();
        var groups = nodeset.Find("groups")?.AsMany.OfType<MapNode>().ToList() ?? [];
        var groupNames = groups.Select(g => g.Text("name")).OfType<TextNode>().ToList();
        foreach (var again in Repeated(names).Concat(Repeated(groupNames)))
            yield return Contradiction(
                again.Place, $"the name '{Excerpt.Of(again.Value)}' is given twice in one nodeset",
                "Rename one of the two.");
        foreach (var local in names.Concat(groupNames).Where(n => n.Value == "localhost"))
            yield return Contradiction(local.Place, "nothing in a nodeset may be called 'localhost'", "Rename it.");
        var known = names.Select(n => n.Value).ToHashSet(StringComparer.Ordinal);
        var members = groups.SelectMany(g => g.Find("nodes")?.Texts ?? []);
        foreach (var member in members.Where(m => !known.Contains(m.Value)))
            yield return Contradiction(
                member.Place, $"the nodeset has no node '{Excerpt.Of(member.Value)}' for the group",
                "Name one of its nodes.");
    }

    private static IEnumerable<Finding> OfQueue(ZuulObject queue)
    {
        if (queue.Body.Says("dependencies-by-topic") && !queue.Body.Says("allow-circular-dependencies"))
            yield return Contradiction(queue.Body.Find("dependencies-by-topic")!.Place,
                "'dependencies-by-topic' needs 'allow-circular-dependencies'",
                "Add 'allow-circular-dependencies: true'.");
    }

    private static IEnumerable<Finding> OfPipeline(ZuulObject pipeline)
    {
        var floor = pipeline.Body.Text("window-floor") is { } low && YamlNumber.TryInteger(low, out var least)
            ? least
            : 3;
        if (pipeline.Body.Text("window-ceiling") is { } high && YamlNumber.TryInteger(high, out var most)
            && most < floor)
            yield return Contradiction(high.Place, $"'window-ceiling' is {most}, below 'window-floor' of {floor}",
                "Raise the ceiling, or lower the floor.");
    }

    private static IEnumerable<Finding> OfSecret(ZuulObject secret)
    {
        if (secret.Body.Find("data") is null == secret.Body.Find("oidc") is null)
            yield return Contradiction(secret.Place, "a secret has either 'data' or 'oidc'",
                "Write one of the two.");
    }

    private static IEnumerable<Finding> OfJob(JobVariant job)
    {
        var held = References.Named(job.Body, "semaphore").Concat(References.Named(job.Body, "semaphores"))
            .Select(s => s.Value)
            .ToHashSet(StringComparer.Ordinal);
        if (held.Count == 0) yield break;
        var ofPlaybooks = from attribute in JobVariant.Playbooks
                          from playbook in job.Body.Find(attribute)?.AsMany.OfType<MapNode>() ?? []
                          from semaphore in playbook.Find("semaphores")?.Texts ?? []
                          select semaphore;
        foreach (var twice in ofPlaybooks.Where(s => held.Contains(s.Value)))
            yield return Contradiction(twice.Place,
                $"the semaphore '{Excerpt.Of(twice.Value)}' is held by the job and by a playbook",
                "Leave it to one of the two.");
    }

    private static IEnumerable<TextNode> Repeated(IEnumerable<TextNode> names) =>
        names.GroupBy(n => n.Value).SelectMany(g => g.Skip(1));

    private static Finding Contradiction(
        SourceLocation place, string cause, string remedy) =>
        FindingKinds.s_contradiction.Error(place, cause, remedy);
}
