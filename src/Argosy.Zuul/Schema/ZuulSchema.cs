namespace Argosy.Zuul.Schema;

/// <summary>The attributes of Zuul's objects, in the order in which generated files have them.</summary>
/// <remarks>Source: Zuul's reference of project configuration. <c>name</c> comes first everywhere and is read by
/// itself.</remarks>
public static class ZuulSchema
{
    private static readonly ItemKey[] s_pattern = [new("regex", IsRequired: true), new("negate", ValueForm.Truth)];
    private static readonly ItemKey[] s_playbook = [new("name", IsRequired: true), new("semaphores", ValueForm.Names)];

    /// <summary>Of a job, and of a job in a pipeline.</summary>
    public static IReadOnlyList<AttributeSchema> Job { get; } =
    [
        new("parent", ValueForm.TextOrNull) { IsOfVariant = true },
        new("description", ValueForm.Text),
        new("variant-description", ValueForm.Text) { IsOfVariant = true },
        new("final", ValueForm.Truth),
        new("abstract", ValueForm.Truth) { IsOfVariant = true },
        new("intermediate", ValueForm.Truth) { IsOfVariant = true },
        new("protected", ValueForm.Truth) { IsOfVariant = true },
        new("voting", ValueForm.Truth),
        new("hold-following-changes", ValueForm.Truth),
        new("post-review", ValueForm.Truth),
        Patterns("branches") with { IsOfVariant = true },
        new("override-checkout", ValueForm.Text),
        new("override-branch", ValueForm.Text),
        new("nodeset", ValueForm.Nodeset),
        new("pre-timeout", ValueForm.Number),
        new("timeout", ValueForm.Number),
        new("post-timeout", ValueForm.Number),
        new("attempts", ValueForm.Number),
        Semaphores("semaphore"),
        Semaphores("semaphores"),
        new("dependencies", ValueForm.Jobs)
        {
            ItemName = "a dependency",
            ItemKeys = [new("name", IsRequired: true), new("soft", ValueForm.Truth)]
        },
        new("provides", ValueForm.Names) { Merge = MergeRule.Union },
        new("requires", ValueForm.Names) { Merge = MergeRule.Union },
        new("required-projects", ValueForm.Items)
        {
            ItemName = "a required project",
            ItemKeys = [new("name", IsRequired: true), new("override-checkout"), new("override-branch")],
            Merge = MergeRule.Union,
        },
        new("allowed-projects", ValueForm.Names) { Merge = MergeRule.Intersection },
        new("tags", ValueForm.Names) { Merge = MergeRule.Union },
        new("roles", ValueForm.Maps)
        {
            ItemName = "a role's source",
            ItemKeys = [new("zuul"), new("galaxy"), new("name")],
            Merge = MergeRule.Union
        },
        new("secrets", ValueForm.Items)
        {
            ItemName = "a secret",
            ItemKeys =
            [
                new("name", IsRequired: true),
                new("secret", IsRequired: true),
                new("pass-to-parent", ValueForm.Truth)
            ],
            Merge = MergeRule.Union,
        },
        Playbooks("pre-run", MergeRule.Append, s_playbook),
        Playbooks("run", MergeRule.Replace, s_playbook),
        Playbooks("post-run", MergeRule.Prepend, [.. s_playbook, new("cleanup", ValueForm.Truth)]),
        Playbooks("cleanup-run", MergeRule.Prepend, s_playbook),
        Patterns("files"),
        Patterns("irrelevant-files"),
        new("match-on-config-updates", ValueForm.Truth),
        new("deduplicate", ValueForm.TruthOrAuto),
        new("failure-output", ValueForm.Names),
        new("ansible-version", ValueForm.Version),
        new("ansible-split-streams", ValueForm.Truth),
        new("workspace-scheme", ValueForm.Choice) { Choices = ["golang", "flat", "unique"] },
        new("workspace-checkout", ValueForm.TruthOrAuto),
        new("image-build-name", ValueForm.Text),
        new("attribute-control", ValueForm.Anything),
        new("success-message", ValueForm.Text),
        new("failure-message", ValueForm.Text),
        new("success-url", ValueForm.Text),
        new("failure-url", ValueForm.Text),
        new("vars", ValueForm.Variables) { Merge = MergeRule.Deep },
        new("host-vars", ValueForm.HostVariables) { Merge = MergeRule.Deep },
        new("group-vars", ValueForm.GroupVariables) { Merge = MergeRule.Deep },
        new("extra-vars", ValueForm.Variables) { Merge = MergeRule.Deep },
        new("include-vars", ValueForm.Anything),
    ];

    /// <summary>Of a nodeset.</summary>
    public static IReadOnlyList<AttributeSchema> NodeSet { get; } =
    [
        new("nodes", ValueForm.Maps)
        {
            ItemName = "a node",
            ItemKeys = [new("name", ValueForm.Names, IsRequired: true), new("label", IsRequired: true)]
        },
        new("groups", ValueForm.Maps)
        {
            ItemName = "a group of nodes",
            ItemKeys = [new("name", IsRequired: true), new("nodes", ValueForm.Names, IsRequired: true)]
        },
        new("alternatives", ValueForm.Nodesets),
    ];

    /// <summary>Of a shared queue.</summary>
    public static IReadOnlyList<AttributeSchema> Queue { get; } =
    [
        new("per-branch", ValueForm.Truth), new("allow-circular-dependencies", ValueForm.Truth),
        new("dependencies-by-topic", ValueForm.Truth),
    ];

    /// <summary>Of a semaphore.</summary>
    public static IReadOnlyList<AttributeSchema> Semaphore { get; } = [new("max", ValueForm.Number) { Least = 1 }];

    /// <summary>Of a secret.</summary>
    public static IReadOnlyList<AttributeSchema> Secret { get; } =
        [new("data", ValueForm.Map), new("oidc", ValueForm.Anything)];

    /// <summary>Of a project-template, besides its pipelines.</summary>
    public static IReadOnlyList<AttributeSchema> ProjectTemplate { get; } =
        [new("description", ValueForm.Text), new("queue", ValueForm.Text), new("vars", ValueForm.Variables)];

    /// <summary>Of a project, besides its pipelines.</summary>
    public static IReadOnlyList<AttributeSchema> Project { get; } =
    [
        new("description", ValueForm.Text),
        new("default-branch", ValueForm.Text),
        new("merge-mode", ValueForm.Choice)
        {
            Choices = ["merge", "merge-resolve", "cherry-pick", "squash-merge", "rebase"]
        },
        Patterns("branches"),
        new("queue", ValueForm.Text),
        new("vars", ValueForm.Variables),
        new("templates", ValueForm.NameList),
    ];

    /// <summary>Of a project's pipeline, besides its jobs.</summary>
    public static IReadOnlyList<AttributeSchema> ProjectPipeline { get; } =
        [new("queue", ValueForm.Text), new("fail-fast", ValueForm.Truth), new("debug", ValueForm.Truth)];

    /// <summary>Of a pragma.</summary>
    public static IReadOnlyList<AttributeSchema> Pragma { get; } =
        [new("implied-branch-matchers", ValueForm.Truth), Patterns("implied-branches")];

    /// <summary>What a pipeline does at an event: a map of connections each. The last is an older name of
    /// <c>merge-conflict</c>.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "enqueue", "start", "success", "failure", "merge-conflict", "config-error", "no-jobs", "disabled", "dequeue",
        "merge-failure"
    ];

    /// <summary>Of a pipeline, besides its actions.</summary>
    public static IReadOnlyList<AttributeSchema> Pipeline { get; } =
    [
        new("description", ValueForm.Text),
        new("manager", ValueForm.Choice) { Choices = ["independent", "dependent", "serial", "supercedent"] },
        new("precedence", ValueForm.Choice) { Choices = ["normal", "low", "high"] },
        new("post-review", ValueForm.Truth),
        new("supercedes", ValueForm.Names),
        new("allow-other-connections", ValueForm.Truth),
        new("allow-secrets", ValueForm.Truth),
        new("ignore-dependencies", ValueForm.Truth),
        new("dequeue-on-new-patchset", ValueForm.Truth),
        new("window", ValueForm.Number) { Least = 0 },
        new("window-floor", ValueForm.Number) { Least = 1 },
        new("window-ceiling", ValueForm.NumberOrNull) { Least = 1 },
        new("window-increase-type", ValueForm.Choice) { Choices = ["linear", "exponential"] },
        new("window-increase-factor", ValueForm.Number) { Least = 1 },
        new("window-decrease-type", ValueForm.Choice) { Choices = ["linear", "exponential"] },
        new("window-decrease-factor", ValueForm.Number) { Least = 1 },
        new("disable-after-consecutive-failures", ValueForm.Number) { Least = 1 },
        new("success-message", ValueForm.Text),
        new("failure-message", ValueForm.Text),
        new("start-message", ValueForm.Text),
        new("enqueue-message", ValueForm.Text),
        new("merge-conflict-message", ValueForm.Text),
        new("merge-failure-message", ValueForm.Text),
        new("no-jobs-message", ValueForm.Text),
        new("dequeue-message", ValueForm.Text),
        new("footer-message", ValueForm.Text),
        new("require", ValueForm.Connections),
        new("reject", ValueForm.Connections),
        new("trigger", ValueForm.Connections),
    ];

    // Zuul takes a regular expression as text, or as a map that may negate it.
    private static AttributeSchema Patterns(string key) =>
        new(key, ValueForm.Items) { ItemName = "a pattern", ItemKeys = s_pattern };

    private static AttributeSchema Playbooks(string key, MergeRule merge, ItemKey[] keys) =>
        new(key, ValueForm.Items) { ItemName = "a playbook", ItemKeys = keys, Merge = merge };

    private static AttributeSchema Semaphores(string key) => new(key, ValueForm.Items)
    {
        ItemName = "a semaphore",
        ItemKeys = [new("name", IsRequired: true), new("resources-first", ValueForm.Truth)],
        Merge = MergeRule.Union,
    };
}
