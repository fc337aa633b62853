namespace Argosy.Pipelines.Declarations;

/// <summary>The attributes of Zuul's objects, in the order of the files.</summary>
/// <remarks>Source: Zuul's reference of project configuration. <c>name</c> and <c>description</c> always come first and
/// are read separately.</remarks>
internal static class ZuulAttributes
{
    /// <summary>Of a job, and of a job in a pipeline.</summary>
    public static IReadOnlyList<Attribute> Job { get; } =
    [
        new("parent", Shape.TextOrNull),
        new("description", Shape.Text),
        new("variant-description", Shape.Text),
        new("final", Shape.Flag),
        new("abstract", Shape.Flag),
        new("intermediate", Shape.Flag),
        new("protected", Shape.Flag),
        new("voting", Shape.Flag),
        new("hold-following-changes", Shape.Flag),
        new("post-review", Shape.Flag),
        new("branches", Shape.Items, "regex", "negate?"),
        new("override-checkout", Shape.Text),
        new("nodeset", Shape.Names),
        new("pre-timeout", Shape.Number),
        new("timeout", Shape.Number),
        new("post-timeout", Shape.Number),
        new("attempts", Shape.Number),
        new("semaphore", Shape.Text),
        new("semaphores", Shape.Items, "name", "resources-first?"),
        new("dependencies", Shape.Jobs, "name", "soft?"),
        new("provides", Shape.Items),
        new("requires", Shape.Items),
        new("required-projects", Shape.Items, "name", "override-checkout", "override-branch"),
        new("allowed-projects", Shape.Items),
        new("tags", Shape.Items),
        new("roles", Shape.Names),
        new("secrets", Shape.Items, "name", "secret", "pass-to-parent?"),
        new("pre-run", Shape.Items, "name", "semaphores"),
        new("run", Shape.Items, "name", "semaphores"),
        new("post-run", Shape.Items, "name", "semaphores", "cleanup?"),
        new("cleanup-run", Shape.Items, "name", "semaphores"),
        new("files", Shape.Items, "regex", "negate?"),
        new("irrelevant-files", Shape.Items, "regex", "negate?"),
        new("match-on-config-updates", Shape.Flag),
        new("deduplicate", Shape.Any),
        new("failure-output", Shape.Items),
        new("ansible-version", Shape.Text),
        new("ansible-split-streams", Shape.Flag),
        new("workspace-scheme", Shape.Text),
        new("workspace-checkout", Shape.Any),
        new("image-build-name", Shape.Text),
        new("success-message", Shape.Text),
        new("failure-message", Shape.Text),
        new("vars", Shape.Tree),
        new("host-vars", Shape.Tree),
        new("group-vars", Shape.Tree),
        new("extra-vars", Shape.Tree),
        new("include-vars", Shape.Any),
    ];

    /// <summary>Of a nodeset.</summary>
    public static IReadOnlyList<Attribute> NodeSet { get; } =
        [new("nodes", Shape.Items, "name", "label"), new("groups", Shape.Names), new("alternatives", Shape.Names)];

    /// <summary>Of a shared queue.</summary>
    public static IReadOnlyList<Attribute> Queue { get; } =
    [
        new("description", Shape.Text), new("per-branch", Shape.Flag),
        new("allow-circular-dependencies", Shape.Flag), new("dependencies-by-topic", Shape.Flag),
    ];

    /// <summary>Of a project in a config repository, besides its templates and pipelines.</summary>
    public static IReadOnlyList<Attribute> Project { get; } =
    [
        new("description", Shape.Text), new("default-branch", Shape.Text), new("merge-mode", Shape.Text),
        new("branches", Shape.Items, "regex", "negate?"), new("queue", Shape.Text), new("vars", Shape.Tree),
    ];

    /// <summary>Of a project's pipeline, besides its jobs.</summary>
    public static IReadOnlyList<Attribute> ProjectPipeline { get; } =
        [new("fail-fast", Shape.Flag), new("debug", Shape.Flag)];

    /// <summary>Of a source in a tenant.</summary>
    public static IReadOnlyList<Attribute> Tenant { get; } =
    [
        new("max-nodes-per-job", Shape.Number), new("max-job-timeout", Shape.Number), new("default-parent", Shape.Text),
        new("default-ansible-version", Shape.Text), new("exclude-unprotected-branches", Shape.Flag),
        new("report-build-page", Shape.Flag), new("web-root", Shape.Text), new("admin-rules", Shape.Items),
        new("allowed-triggers", Shape.Items), new("allowed-reporters", Shape.Items), new("allowed-labels", Shape.Items),
        new("disallowed-labels", Shape.Items),
    ];

    /// <summary>Whether braces may have another meaning: variables are Ansible's, and Zuul formats messages.</summary>
    public static bool HasOtherPlaces(string key) => key is "vars" or "host-vars" or "group-vars" or "extra-vars"
        || key.EndsWith("-message", StringComparison.Ordinal);
}
