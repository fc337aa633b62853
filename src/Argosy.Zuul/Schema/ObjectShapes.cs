using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>Every kind of object except jobs and pipelines, and the table of all.</summary>
internal static class ObjectShapes
{
    private static readonly Shape s_text = new Shape.Text();
    private static readonly Shape s_truth = new Shape.Truth();
    private static readonly Shape s_names = new Shape.Many(s_text);
    private static readonly Shape s_anything = new Shape.Anything();
    private static readonly Shape s_variables = new VariablesShape();

    private static readonly Shape s_use = new Shape.Either(s_text, new UseShape());

    private static readonly Shape s_projectPipeline = new MapShape("a project's pipeline", new Dictionary<string, Shape>
    {
        ["queue"] = s_text,
        ["debug"] = s_truth,
        ["fail-fast"] = s_truth,
        ["jobs"] = new Shape.Many(s_use, orOne: false),
    }, []);

    private static readonly Dictionary<string, Shape> s_template = new()
    {
        ["name"] = s_text,
        ["description"] = s_text,
        ["queue"] = s_text,
        ["vars"] = s_variables,
    };

    private static readonly Dictionary<string, Shape> s_kinds = new()
    {
        ["job"] = JobShapes.Job,
        ["pipeline"] = PipelineShapes.Pipeline,
        ["nodeset"] = NodesetShapes.Nodeset,
        ["secret"] = new MapShape("a secret", new Dictionary<string, Shape>
        {
            ["name"] = s_text,
            ["data"] = MapShape.Of("a map of values", s_anything),
            ["oidc"] = s_anything,
        }, ["name"]),
        ["project-template"] = new MapShape("a project-template", s_template, ["name"], s_projectPipeline),
        ["project"] = new MapShape("a project", new Dictionary<string, Shape>(s_template)
        {
            ["templates"] = new Shape.Many(s_text, orOne: false),
            ["merge-mode"] = new Shape.Choice("merge", "merge-resolve", "cherry-pick", "squash-merge", "rebase"),
            ["default-branch"] = s_text,
            ["branches"] = s_names,
        }, [], s_projectPipeline),
        ["semaphore"] = new MapShape("a semaphore", new Dictionary<string, Shape> { ["name"] = s_text, ["max"] = new Shape.Number(1) }, ["name"]),
        ["queue"] = new MapShape("a queue", new Dictionary<string, Shape>
        {
            ["name"] = s_text,
            ["per-branch"] = s_truth,
            ["allow-circular-dependencies"] = s_truth,
            ["dependencies-by-topic"] = s_truth,
        }, ["name"]),
        ["pragma"] = new MapShape("a pragma", new Dictionary<string, Shape>
        {
            ["implied-branch-matchers"] = s_truth,
            ["implied-branches"] = new Shape.Many(new Shape.Either(s_text, MapShape.Of("a pattern", s_anything))),
        }, []),
    };

    /// <summary>The launcher's objects are checked only by name.</summary>
    private static readonly Shape s_launcher = new MapShape("an object of the launcher", new Dictionary<string, Shape> { ["name"] = s_text }, ["name"], s_anything);

    /// <summary>The shape of a kind.</summary>
    public static Shape Of(string kind) => s_kinds.GetValueOrDefault(kind, s_launcher);

    /// <summary>A job in a pipeline with its changes there: a map with one key.</summary>
    private sealed class UseShape : Shape
    {
        public override string Wanted => "a job with what is changed about it";

        public override bool Fits(Node node) => node is MapNode { Entries.Count: 1 };

        public override void Inside(Node node, List<Finding> findings)
        {
            var (name, changes) = ((MapNode)node).Entries[0];
            s_text.Check(name, "a job", findings);
            if (changes is not TextNode { Meaning: ScalarMeaning.Nothing }) JobShapes.Use.Check(changes, name.Value, findings);
        }

        protected override string Remedy(Node node) => "Indent what is changed more deeply than the job's name.";
    }
}
