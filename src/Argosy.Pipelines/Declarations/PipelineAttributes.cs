using Argosy.Zuul.Schema;

namespace Argosy.Pipelines.Declarations;

/// <summary>Attributes of pipelines, their requirements and their triggers, in the order of the files.</summary>
/// <remarks>Source: Zuul's reference, and that of its Gerrit, GitHub and GitLab drivers; each connection's driver uses
/// its own.</remarks>
internal static class PipelineAttributes
{
    /// <summary>What is done at each event: connections with what is reported through them.</summary>
    public static IReadOnlyList<string> Actions { get; } = ZuulSchema.Actions;

    /// <summary>Besides those that every pipeline has.</summary>
    public static IReadOnlyList<Attribute> More { get; } = Attribute.All(
        ZuulSchema.Pipeline,
        "description", "manager", "precedence", "post-review", "require", "reject", "trigger");

    /// <summary>Requirements for a change, or for its rejection.</summary>
    public static IReadOnlyList<Attribute> Requirement { get; } =
    [
        new("open", Shape.Flag), new("current-patchset", Shape.Flag), new("wip", Shape.Flag),
        new("hashtags", Shape.Items), new("approval", Shape.Any), new("status", Shape.Items),
        new("review", Shape.Any), new("label", Shape.Items), new("labels", Shape.Items),
        new("merged", Shape.Flag), new("draft", Shape.Flag), new("approved", Shape.Flag),
    ];

    /// <summary>Conditions on an event, besides its comment and its ref.</summary>
    public static IReadOnlyList<Attribute> Event { get; } =
    [
        new("action", Shape.Items), new("branch", Shape.Items), new("label", Shape.Items),
        new("labels", Shape.Items), new("unlabel", Shape.Items), new("unlabels", Shape.Items),
        new("state", Shape.Items), new("status", Shape.Items), new("check", Shape.Text),
        new("approval", Shape.Any), new("require-approval", Shape.Any), new("reject-approval", Shape.Any),
        new("require", Shape.Tree), new("reject", Shape.Tree), new("username", Shape.Items),
        new("email", Shape.Items), new("ignore-deletes", Shape.Flag), new("pipeline", Shape.Items),
        new("project", Shape.Items),
    ];
}
