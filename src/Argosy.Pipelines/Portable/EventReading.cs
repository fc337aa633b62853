using Argosy.Pipelines.Declarations;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Portable;

/// <summary>Derives a pipeline's events in other systems from its triggers or its name.</summary>
internal static class EventReading
{
    // The usual names of common pipelines.
    private static readonly Dictionary<string, EventKind> s_byHabit = new(StringComparer.Ordinal)
    {
        ["check"] = EventKind.PullRequest,
        ["gate"] = EventKind.MergeQueue,
        ["post"] = EventKind.Push,
        ["promote"] = EventKind.Push,
    };

    /// <summary>The events of the pipeline with this name; none if they are unknown.</summary>
    public static IEnumerable<PortableEvent> Of(YamlText name, PipelineDeclarations declarations)
    {
        if (declarations.Portable.Events.TryGetValue(name.Value, out var told)) return [new(told)];
        if (declarations.Pipelines.FirstOrDefault(p => p.Written.Value == name.Value) is { } declared)
            return declared.Triggers.SelectMany(t => t.Events).Select(Of).OfType<PortableEvent>();
        return s_byHabit.TryGetValue(name.Value, out var usual) ? [new(usual)] : [];
    }

    private static PortableEvent? Of(TriggerDeclaration trigger) => trigger switch
    {
        { Time: { } time } => new(EventKind.Schedule, time),
        { Event: "patchset-created" or "gl_merge_request" } => new(EventKind.PullRequest),
        { Event: "pull_request", Comment: null } => new(EventKind.PullRequest),
        { Ref: { } pattern } when Tags(pattern) is { } tags => new(EventKind.Tag, tags),
        { Event: "ref-updated" or "push" or "gl_push" or "change-merged" } => new(EventKind.Push),
        { Event: "comment-added" } when trigger.More.Find("approval") is not null => new(EventKind.MergeQueue),
        _ => null,
    };

    private static string? Tags(string pattern)
    {
        const string Start = "^refs/tags/";
        return pattern.StartsWith(Start, StringComparison.Ordinal) ? $"^{pattern[Start.Length..]}" : null;
    }
}
