namespace Argosy.Zuul.Schema;

/// <summary>The attributes of Zuul's objects, in the order in which generated files have them.</summary>
/// <remarks>Source: Zuul's reference of project configuration. <c>name</c> comes first everywhere and is read by
/// itself.</remarks>
public static class ZuulSchema
{
    private static readonly ItemKey[] s_pattern = [new("regex", IsRequired: true), new("negate", ValueForm.Truth)];
    private static readonly ZuulVersion s_v9 = new(9, 2);
    private static readonly ZuulVersion s_v11 = new(11, 0);
    private static readonly ZuulVersion s_v12 = new(12, 0);
    private static readonly ZuulVersion s_v14 = new(14, 0);
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
        new("pre-timeout", ValueForm.Number) { Since = s_v12 },
        new("timeout", ValueForm.Number),
        new("post-timeout", ValueForm.Number),
        new("attempts", ValueForm.Number),
        Semaphores("semaphore"),
        Semaphores("semaphores"),
        new("dependencies", ValueForm.Jobs)
        {
            ItemName = "a dependency",
            ItemKeys = [new("name", IsRequired: true), new("soft", ValueForm.Truth)],
            TakesControl = true,
        },
        new("provides", ValueForm.Names) { Merge = MergeRule.Union, TakesControl = true },
        new("requires", ValueForm.Names) { Merge = MergeRule.Union, TakesControl = true },
        new("required-projects", ValueForm.Items)
        {
            ItemName = "a required project",
            ItemKeys = [new("name", IsRequired: true), new("override-checkout"), new("override-branch")],
            Merge = MergeRule.Union,
            TakesControl = true,
        },
        new("include-projects", ValueForm.Names) { Since = s_v14 },
        new("exclude-projects", ValueForm.Names) { Since = s_v14 },
        new("allowed-projects", ValueForm.Names) { Merge = MergeRule.Intersection },
        new("tags", ValueForm.Names) { Merge = MergeRule.Union, TakesControl = true },
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
        Patterns("files") with { TakesControl = true },
        Patterns("irrelevant-files") with { TakesControl = true },
        new("match-on-config-updates", ValueForm.Truth),
        new("deduplicate", ValueForm.TruthOrAuto) { Since = new(6, 1) },
        new("failure-output", ValueForm.Names) { Merge = MergeRule.Union, TakesControl = true, Since = s_v9 },
        new("ansible-version", ValueForm.Version),
        new("ansible-split-streams", ValueForm.Truth) { Since = new(9, 1) },
        new("workspace-scheme", ValueForm.Choice) { Choices = ["golang", "flat", "unique"] },
        new("workspace-checkout", ValueForm.TruthOrAuto) { Since = new(11, 3) },
        new("image-build-name", ValueForm.Text) { Since = new(11, 2) },
        new("attribute-control", ValueForm.Control) { Since = new(11, 3) },
        new("type", ValueForm.Text) { Since = s_v14 },
        new("success-message", ValueForm.Text),
        new("failure-message", ValueForm.Text),
        new("success-url", ValueForm.Text),
        new("failure-url", ValueForm.Text),
        new("vars", ValueForm.Variables) { Merge = MergeRule.Deep, TakesControl = true },
        new("host-vars", ValueForm.HostVariables) { Merge = MergeRule.Deep, TakesControl = true },
        new("group-vars", ValueForm.GroupVariables) { Merge = MergeRule.Deep, TakesControl = true },
        new("extra-vars", ValueForm.Variables) { Merge = MergeRule.Deep, TakesControl = true },
        new("include-vars", ValueForm.Items)
        {
            ItemName = "a file of variables",
            ItemKeys =
            [
                new("name", IsRequired: true), new("project"), new("zuul-project", ValueForm.Truth),
                new("use-ref", ValueForm.Truth), new("required", ValueForm.Truth),
            ],
            Merge = MergeRule.Union,
            TakesControl = true,
            Since = new(11, 2),
        },
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
    public static IReadOnlyList<AttributeSchema> Semaphore { get; } = [new("max", ValueForm.Number)];

    /// <summary>Of a secret.</summary>
    public static IReadOnlyList<AttributeSchema> Secret { get; } =
        [new("data", ValueForm.Map), new("oidc", ValueForm.Map) { Since = s_v12 }];

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
        [new("fail-fast", ValueForm.Truth), new("debug", ValueForm.Truth)];

    /// <summary>Of a pragma.</summary>
    public static IReadOnlyList<AttributeSchema> Pragma { get; } =
        [new("implied-branch-matchers", ValueForm.Truth), Patterns("implied-branches")];

    /// <summary>What a pipeline does at an event: a map of connections each.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "enqueue", "start", "success", "failure", "merge-conflict", "config-error", "no-jobs", "disabled", "dequeue",
    ];

    /// <summary>Of a pipeline, besides its actions.</summary>
    public static IReadOnlyList<AttributeSchema> Pipeline { get; } =
    [
        new("description", ValueForm.Text),
        new("manager", ValueForm.Choice) { Choices = ["independent", "dependent", "serial", "supercedent"] },
        new("precedence", ValueForm.Choice) { Choices = ["normal", "low", "high"] },
        new("post-review", ValueForm.Truth),
        new("supercedes", ValueForm.Names),
        new("allow-other-connections", ValueForm.Truth) { Since = new(8, 1) },
        new("ignore-dependencies", ValueForm.Truth),
        new("dequeue-on-new-patchset", ValueForm.Truth),
        new("window", ValueForm.Number) { Least = 0 },
        new("window-floor", ValueForm.Number) { Least = 1 },
        new("window-ceiling", ValueForm.NumberOrNull) { Least = 1, Since = s_v9 },
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
        new("no-jobs-message", ValueForm.Text),
        new("dequeue-message", ValueForm.Text),
        new("footer-message", ValueForm.Text),
        new("require", ValueForm.Connections),
        new("reject", ValueForm.Connections),
        new("trigger", ValueForm.Connections),
    ];

    /// <summary>Of an image of the launcher.</summary>
    public static IReadOnlyList<AttributeSchema> Image { get; } =
    [
        new("type", ValueForm.Choice) { Choices = ["zuul", "cloud"], Since = s_v11 },
        new("description", ValueForm.Text),
    ];

    /// <summary>Of a flavor of the launcher.</summary>
    public static IReadOnlyList<AttributeSchema> Flavor { get; } = [new("description", ValueForm.Text)];

    /// <summary>Of a label of the launcher.</summary>
    public static IReadOnlyList<AttributeSchema> Label { get; } =
    [
        new("image", ValueForm.Text), new("flavor", ValueForm.Text), new("description", ValueForm.Text),
        new("min-ready", ValueForm.Number), new("max-ready-age", ValueForm.Number),
        new("min-retention-time", ValueForm.Number) { Since = s_v12 }, new("reuse", ValueForm.Truth) { Since = s_v12 },
        new("max-nodes", ValueForm.Number) { Since = s_v14 },
    ];

    /// <summary>Of a section of the launcher, besides what its driver has.</summary>
    public static IReadOnlyList<AttributeSchema> Section { get; } =
    [
        new("parent", ValueForm.Text), new("abstract", ValueForm.Truth), new("connection", ValueForm.Text),
        new("description", ValueForm.Text), new("images", ValueForm.OpenMaps), new("flavors", ValueForm.OpenMaps),
        new("labels", ValueForm.OpenMaps),
    ];

    /// <summary>Of a provider of the launcher, besides what its driver has.</summary>
    public static IReadOnlyList<AttributeSchema> Provider { get; } =
    [
        new("section", ValueForm.Text), new("description", ValueForm.Text), new("images", ValueForm.OpenMaps),
        new("labels", ValueForm.OpenMaps),
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
