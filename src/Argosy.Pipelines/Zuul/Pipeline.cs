using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Zuul;

/// <summary>How a pipeline enqueues changes (Zuul's <c>pipeline.manager</c>).</summary>
internal enum PipelineManager
{
    /// <summary>Each change by itself.</summary>
    Independent,

    /// <summary>Changes stacked as they would merge.</summary>
    Dependent,

    /// <summary>One at a time.</summary>
    Serial,

    /// <summary>Only the newest of those that wait.</summary>
    Supercedent,
}

/// <summary>Who gets nodes first.</summary>
internal enum Precedence
{
    /// <summary>After all others.</summary>
    Low,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>Before all others.</summary>
    High,
}

/// <summary>A pipeline: what enters it, and who is told how it went.</summary>
internal sealed record Pipeline(
    string Name,
    string? Why,
    string Description,
    PipelineManager Manager,
    Precedence Precedence,
    bool PostReview,
    IReadOnlyList<Requirement> Require,
    IReadOnlyList<(string Connection, IReadOnlyList<Trigger> Events)> Triggers,
    IReadOnlyList<Report> Success,
    IReadOnlyList<Report> Failure);

/// <summary>What a change must be to enter a pipeline.</summary>
internal sealed record Requirement(string Connection, bool? Open, bool? CurrentPatchset)
{
    public static Requirement Read(string connection, YamlMap map)
    {
        var requirement = new Requirement(
            connection, map.Find("open")?.AsText().AsBool(), map.Find("current-patchset")?.AsText().AsBool());
        map.Done();
        return requirement;
    }
}

/// <summary>What starts a pipeline.</summary>
internal sealed record Trigger(string? Event, string? Comment, string? Ref, string? Time);

/// <summary>A reporter; with no votes it only comments.</summary>
internal sealed record Report(string Connection, IReadOnlyList<(string Label, int Value)> Votes)
{
    public static Report Read(string connection, YamlMap map) =>
        new(connection, [.. map.Entries.Select(e => (e.Key.Value, e.Value.AsText().AsInt()))]);
}
