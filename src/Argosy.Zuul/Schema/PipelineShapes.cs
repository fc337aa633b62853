namespace Argosy.Zuul.Schema;

/// <summary>Pipelines. The attributes of connections depend on their drivers, which an offline check doesn't know.</summary>
internal static class PipelineShapes
{
    private static readonly Shape s_text = new Shape.Text();
    private static readonly Shape s_truth = new Shape.Truth();
    private static readonly Shape s_connections = MapShape.Of("a map of connections", new Shape.Anything());
    private static readonly Shape s_window = new Shape.Choice("linear", "exponential");

    /// <summary>A pipeline's actions, each a map of connections.</summary>
    public static IReadOnlyList<string> Actions { get; } =
        ["enqueue", "start", "success", "failure", "merge-conflict", "merge-failure", "no-jobs", "disabled", "dequeue", "config-error"];

    private static readonly Dictionary<string, Shape> s_attributes = new()
    {
        ["name"] = s_text,
        ["manager"] = new Shape.Choice("independent", "dependent", "serial", "supercedent"),
        ["precedence"] = new Shape.Choice("normal", "low", "high"),
        ["supercedes"] = new Shape.Many(s_text),
        ["description"] = s_text,
        ["success-message"] = s_text,
        ["failure-message"] = s_text,
        ["start-message"] = s_text,
        ["enqueue-message"] = s_text,
        ["merge-conflict-message"] = s_text,
        ["merge-failure-message"] = s_text,
        ["no-jobs-message"] = s_text,
        ["dequeue-message"] = s_text,
        ["footer-message"] = s_text,
        ["dequeue-on-new-patchset"] = s_truth,
        ["ignore-dependencies"] = s_truth,
        ["post-review"] = s_truth,
        ["allow-other-connections"] = s_truth,
        ["allow-secrets"] = s_truth,
        ["disable-after-consecutive-failures"] = new Shape.Number(1),
        ["window"] = new Shape.Number(0),
        ["window-floor"] = new Shape.Number(1),
        ["window-ceiling"] = new Shape.Either(new Shape.Number(1), new Shape.Nothing()),
        ["window-increase-type"] = s_window,
        ["window-increase-factor"] = new Shape.Number(1),
        ["window-decrease-type"] = s_window,
        ["window-decrease-factor"] = new Shape.Number(1),
        ["require"] = s_connections,
        ["reject"] = s_connections,
        ["trigger"] = s_connections,
    };

    /// <summary>A pipeline.</summary>
    public static Shape Pipeline { get; } = new MapShape("a pipeline",
        Actions.Aggregate(new Dictionary<string, Shape>(s_attributes), (all, action) =>
        {
            all[action] = s_connections;
            return all;
        }), ["name", "manager"]);
}
