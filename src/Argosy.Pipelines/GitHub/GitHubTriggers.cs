using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Portable;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.GitHub;

/// <summary>The triggers of a workflow.</summary>
/// <param name="ignored">Patterns of files that alone start nothing.</param>
internal sealed class GitHubTriggers(IReadOnlyList<string> ignored)
{
    /// <summary>The parts of an event that GitHub doesn't support.</summary>
    public static IEnumerable<string> Lost(PortableEvent e) => e switch
    {
        { Kind: EventKind.Schedule, Detail: { } time } =>
            CronTime.FromZuul(time).Lost.Select(l => $"Of the schedule: {l}."),
        { Kind: EventKind.Tag, Detail: { } tag } when PathGlob.TryTag(tag) is null =>
            [$"Tags: '{tag}' has no pattern; every tag starts the workflow."],
        _ => [],
    };

    /// <summary>The map under <c>on</c>. Always includes a manual start: nothing else runs a job again.</summary>
    public Mapping Of(IReadOnlyList<PortableEvent> events) => new(
    [
        .. events
            .Where(e => e.Kind is EventKind.PullRequest or EventKind.MergeQueue)
            .DistinctBy(e => e.Kind)
            .Select(Proposed),
        .. Push([.. events.Where(e => e.Kind is EventKind.Push or EventKind.Tag)]),
        .. Schedule([.. events.Where(e => e.Kind == EventKind.Schedule).Select(e => e.Detail).OfType<string>()]),
        new("workflow_dispatch", new Mapping([])),
    ]);

    private Entry Proposed(PortableEvent e) => e.Kind == EventKind.MergeQueue
        ? new("merge_group", new Mapping([]))
        : new("pull_request", new MappingBuilder().Texts("paths-ignore", ignored).Build());

    // Without branches only a push of tags starts it, and vice versa.
    private static IEnumerable<Entry> Push(IReadOnlyList<PortableEvent> pushes) => pushes.Count == 0
        ? []
        : [new("push", new MappingBuilder()
            .Texts("branches", pushes.Any(e => e.Kind == EventKind.Push) ? ["**"] : [])
            .Texts("tags", [.. pushes.Where(e => e.Kind == EventKind.Tag)
                .Select(e => (e.Detail is { } tag ? PathGlob.TryTag(tag) : null) ?? "**")])
            .Build())];

    private static IEnumerable<Entry> Schedule(IReadOnlyList<string> times) => times.Count == 0
        ? []
        : [new("schedule", new Sequence([.. times.Select(t =>
            new Item(new MappingBuilder().Text("cron", CronTime.FromZuul(t).Cron).Build()))]))];
}
