namespace Argosy.Pipelines.Declarations;

/// <summary>Attributes of pipelines, their requirements and their triggers, in the order of the files.</summary>
/// <remarks>Source: Zuul's reference, and that of its Gerrit, GitHub and GitLab drivers; each connection's driver uses
/// its own.</remarks>
internal static class PipelineAttributes
{
    /// <summary>The actions of a pipeline; each has connections with their reports.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "enqueue", "start", "success", "failure", "merge-conflict", "config-error", "no-jobs", "disabled", "dequeue",
    ];

    /// <summary>Besides those that every pipeline has.</summary>
    public static IReadOnlyList<Attribute> More { get; } =
    [
        new("supercedes", Shape.Items),
        new("allow-other-connections", Shape.Flag),
        new("ignore-dependencies", Shape.Flag),
        new("dequeue-on-new-patchset", Shape.Flag),
        new("window", Shape.Number),
        new("window-floor", Shape.Number),
        new("window-ceiling", Shape.Number),
        new("window-increase-type", Shape.Text),
        new("window-increase-factor", Shape.Number),
        new("window-decrease-type", Shape.Text),
        new("window-decrease-factor", Shape.Number),
        new("disable-after-consecutive-failures", Shape.Number),
        new("success-message", Shape.Text),
        new("failure-message", Shape.Text),
        new("start-message", Shape.Text),
        new("enqueue-message", Shape.Text),
        new("merge-conflict-message", Shape.Text),
        new("no-jobs-message", Shape.Text),
        new("dequeue-message", Shape.Text),
        new("footer-message", Shape.Text),
    ];

    /// <summary>Requirements for a change, or for its rejection.</summary>
    public static IReadOnlyList<Attribute> Requirement { get; } =
    [
        new("open", Shape.Flag), new("current-patchset", Shape.Flag), new("wip", Shape.Flag), new("hashtags", Shape.Items),
        new("approval", Shape.Any), new("status", Shape.Items), new("review", Shape.Any), new("label", Shape.Items),
        new("labels", Shape.Items), new("merged", Shape.Flag), new("draft", Shape.Flag), new("approved", Shape.Flag),
    ];

    /// <summary>Conditions on an event, besides its comment and its ref.</summary>
    public static IReadOnlyList<Attribute> Event { get; } =
    [
        new("action", Shape.Items), new("branch", Shape.Items), new("label", Shape.Items), new("labels", Shape.Items),
        new("unlabel", Shape.Items), new("unlabels", Shape.Items), new("state", Shape.Items), new("status", Shape.Items),
        new("check", Shape.Text), new("approval", Shape.Any), new("require-approval", Shape.Any),
        new("reject-approval", Shape.Any), new("require", Shape.Tree), new("reject", Shape.Tree),
        new("username", Shape.Items), new("email", Shape.Items), new("ignore-deletes", Shape.Flag),
        new("pipeline", Shape.Items), new("project", Shape.Items),
    ];
}
