namespace Argosy.Zuul.Schema;

/// <summary>What Zuul's drivers take in pipelines, by the driver's name.</summary>
/// <remarks>Source: the schemas of Zuul's drivers, version 11.3.</remarks>
internal static class DriverSchema
{
    private static readonly ItemKey[] s_pattern = [new("regex", IsRequired: true), new("negate", ValueForm.Truth)];

    private static readonly AttributeSchema[] s_gerritRequirement =
    [
        new("approval", ValueForm.Anything), Truth("open"), Truth("current-patchset"), Truth("wip"),
        Patterns("hashtags"), Names("status"),
    ];

    private static readonly AttributeSchema[] s_githubRequirement =
    [
        Names("status"), new("review", ValueForm.Anything), Truth("open"), Truth("merged"), Truth("current-patchset"),
        Truth("draft"), Names("label"),
    ];

    /// <summary>Of <c>require</c> and <c>reject</c>.</summary>
    public static IReadOnlyDictionary<string, Shape> Requirements { get; } = new Dictionary<string, Shape>
    {
        ["gerrit"] = Many("a requirement", s_gerritRequirement),
        ["github"] = Many("a requirement", s_githubRequirement),
        ["gitlab"] = Many("a requirement", [Truth("open"), Truth("merged"), Truth("approved"), Names("labels")]),
        ["pagure"] = Many("a requirement",
        [
            new("score", ValueForm.Number), Truth("open"), Truth("merged"), new("status", ValueForm.Text),
            Names("tags"),
        ]),
    };

    /// <summary>Of <c>trigger</c>.</summary>
    public static IReadOnlyDictionary<string, Shape> Triggers { get; } = new Dictionary<string, Shape>
    {
        ["gerrit"] = Trigger(
            [
                "patchset-created", "draft-published", "change-abandoned", "change-restored", "change-merged",
                "comment-added", "ref-updated", "pending-check", "vote-deleted", "hashtags-changed",
                "wip-state-changed", "topic-changed",
            ],
            new("uuid", ValueForm.Text), new("scheme", ValueForm.Text), Names("comment_filter"), Patterns("comment"),
            Names("email_filter"), Patterns("email"), Names("username_filter"), Patterns("username"),
            Patterns("branch"), Patterns("ref"), Truth("ignore-deletes"), new("approval", ValueForm.Anything),
            new("approval-change", ValueForm.Anything), new("require-approval", ValueForm.Anything),
            new("reject-approval", ValueForm.Anything), Patterns("added"), Patterns("removed"),
            new("require", ValueForm.Map), new("reject", ValueForm.Map)),
        ["github"] = Trigger(
            ["pull_request", "pull_request_review", "push", "check_run"],
            Names("action"), Patterns("branch"), Patterns("ref"), Patterns("comment"), Names("label"),
            Names("unlabel"), Names("state"), Names("require-status"), new("require", ValueForm.Map),
            new("reject", ValueForm.Map), Names("status"), Names("check")),
        ["gitlab"] = Trigger(
            ["gl_merge_request", "gl_push"],
            Names("action"), Patterns("comment"), Patterns("ref"), Names("labels"), Names("unlabels")),
        ["pagure"] = Trigger(
            ["pg_pull_request", "pg_pull_request_review", "pg_push"],
            Names("action"), Patterns("ref"), Patterns("comment"), Names("status"), Names("tag")),
        ["git"] = Trigger(["ref-updated"], Patterns("ref"), Truth("ignore-deletes")),
        ["zuul"] = Trigger(
            [
                "parent-change-enqueued", "project-change-merged", "image-build", "image-validate", "image-delete",
            ],
            Patterns("pipeline")),
        ["timer"] = new Shape.Many(AttributeShapes.Table("a time", [new("time", ValueForm.Text)], "time")),
    };

    /// <summary>Of actions. Gerrit's and mail's keys are the user's, or few.</summary>
    public static IReadOnlyDictionary<string, Shape> Reporters { get; } = new Dictionary<string, Shape>
    {
        ["gerrit"] = new Shape.Many(
            new Shape.Either(new Shape.Text(), MapShape.Of("a report", new Shape.Anything()))),
        ["github"] = Many("a report",
        [
            new("status", ValueForm.Choice) { Choices = ["pending", "success", "failure"] },
            new("status-url", ValueForm.Text), Truth("comment"), Truth("merge"), Names("label"), Names("unlabel"),
            new("review", ValueForm.Choice) { Choices = ["approve", "request-changes", "comment"] },
            new("review-body", ValueForm.Text),
            new("check", ValueForm.Choice)
            {
                Choices = ["in_progress", "success", "failure", "cancelled", "skipped", "neutral"],
            },
        ]),
        ["gitlab"] = Many("a report",
            [Truth("comment"), Truth("approval"), Truth("merge"), Names("label"), Names("unlabel")]),
        ["pagure"] = Many("a report",
        [
            new("status", ValueForm.Choice) { Choices = ["pending", "success", "failure"] },
            new("status-url", ValueForm.Text), Truth("comment"), Truth("merge"),
        ]),
        ["smtp"] = Many("a mail",
            [new("to", ValueForm.Text), new("from", ValueForm.Text), new("subject", ValueForm.Text)]),
    };

    private static Shape.Many Many(string what, AttributeSchema[] rows) => new(AttributeShapes.Table(what, rows));

    private static Shape.Many Trigger(string[] events, params AttributeSchema[] rows) => new(AttributeShapes.Table(
        "a trigger", [new("event", ValueForm.Choices) { Choices = events }, .. rows], "event"));

    private static AttributeSchema Truth(string key) => new(key, ValueForm.Truth);

    private static AttributeSchema Names(string key) => new(key, ValueForm.Names);

    private static AttributeSchema Patterns(string key) =>
        new(key, ValueForm.Items) { ItemName = "a pattern", ItemKeys = s_pattern };
}
