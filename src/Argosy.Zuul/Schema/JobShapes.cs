namespace Argosy.Zuul.Schema;

/// <summary>Jobs, as defined and as changed by pipelines.</summary>
internal static class JobShapes
{
    private static readonly Shape s_text = new Shape.Text();
    private static readonly Shape s_truth = new Shape.Truth();
    private static readonly Shape s_number = new Shape.Number();
    private static readonly Shape s_names = new Shape.Many(s_text);
    private static readonly Shape s_variables = new VariablesShape();

    // Zuul accepts a regular expression as text, or as a map that may negate it.
    private static readonly Shape s_patterns = new Shape.Many(new Shape.Either(
        s_text, new MapShape("a pattern", new Dictionary<string, Shape> { ["regex"] = s_text, ["negate"] = s_truth }, ["regex"])));

    private static readonly Shape s_playbooks = new Shape.Many(new Shape.Either(
        s_text, new MapShape("a playbook", new Dictionary<string, Shape> { ["name"] = s_text, ["semaphores"] = s_names }, ["name"])));

    private static readonly Shape s_semaphores = new Shape.Many(new Shape.Either(
        s_text, new MapShape("a semaphore", new Dictionary<string, Shape> { ["name"] = s_text, ["resources-first"] = s_truth }, ["name"])));

    private static readonly Shape s_secrets = new Shape.Many(new Shape.Either(s_text, new MapShape("a secret",
        new Dictionary<string, Shape> { ["name"] = s_text, ["secret"] = s_text, ["pass-to-parent"] = s_truth }, ["name", "secret"])));

    private static readonly Shape s_dependencies = new Shape.Many(new Shape.Either(
        s_text, new MapShape("a dependency", new Dictionary<string, Shape> { ["name"] = s_text, ["soft"] = s_truth }, ["name"])));

    private static readonly Shape s_projects = new Shape.Many(new Shape.Either(s_text, new MapShape("a required project",
        new Dictionary<string, Shape> { ["name"] = s_text, ["override-branch"] = s_text, ["override-checkout"] = s_text }, ["name"])));

    private static readonly Shape s_roles = new Shape.Many(new MapShape("a role's source",
        new Dictionary<string, Shape> { ["zuul"] = s_text, ["galaxy"] = s_text, ["name"] = s_text }, []));

    private static readonly Dictionary<string, Shape> s_attributes = new()
    {
        ["parent"] = new Shape.Either(s_text, new Shape.Nothing()),
        ["final"] = s_truth,
        ["abstract"] = s_truth,
        ["protected"] = s_truth,
        ["intermediate"] = s_truth,
        ["requires"] = s_names,
        ["provides"] = s_names,
        ["failure-message"] = s_text,
        ["success-message"] = s_text,
        ["failure-url"] = s_text,
        ["success-url"] = s_text,
        ["failure-output"] = s_names,
        ["hold-following-changes"] = s_truth,
        ["voting"] = s_truth,
        ["semaphore"] = s_semaphores,
        ["semaphores"] = s_semaphores,
        ["tags"] = s_names,
        ["branches"] = s_patterns,
        ["files"] = s_patterns,
        ["irrelevant-files"] = s_patterns,
        ["secrets"] = s_secrets,
        ["nodeset"] = new Shape.Either(s_text, NodesetShapes.Anonymous, new Shape.Nothing()),
        ["timeout"] = s_number,
        ["post-timeout"] = s_number,
        ["attempts"] = s_number,
        ["pre-run"] = s_playbooks,
        ["post-run"] = s_playbooks,
        ["run"] = s_playbooks,
        ["cleanup-run"] = s_playbooks,
        ["ansible-version"] = new Shape.Either(s_text, new VersionShape()),
        ["ansible-split-streams"] = s_truth,
        ["roles"] = s_roles,
        ["required-projects"] = s_projects,
        ["include-vars"] = new Shape.Anything(),
        ["vars"] = s_variables,
        ["extra-vars"] = s_variables,
        ["host-vars"] = MapShape.Of("a map of hosts", s_variables),
        ["group-vars"] = MapShape.Of("a map of groups", s_variables),
        ["dependencies"] = s_dependencies,
        ["allowed-projects"] = s_names,
        ["override-branch"] = s_text,
        ["override-checkout"] = s_text,
        ["description"] = s_text,
        ["variant-description"] = s_text,
        ["post-review"] = s_truth,
        ["match-on-config-updates"] = s_truth,
        ["deduplicate"] = new Shape.Either(s_truth, new Shape.Choice("auto")),
        ["workspace-scheme"] = new Shape.Choice("golang", "flat", "unique"),
        ["workspace-checkout"] = new Shape.Either(s_truth, new Shape.Choice("auto")),
        ["image-build-name"] = s_text,
        ["attribute-control"] = new Shape.Anything(),
    };

    /// <summary>The attributes of a job that a pipeline may change.</summary>
    public static Shape Use { get; } = new MapShape("a job", s_attributes, []);

    /// <summary>A job's definition.</summary>
    public static Shape Job { get; } = new MapShape("a job", new Dictionary<string, Shape>(s_attributes) { ["name"] = s_text }, ["name"]);
}
