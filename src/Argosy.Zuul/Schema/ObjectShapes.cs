using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>How each kind of object is checked: the shapes that follow from <see cref="ZuulSchema"/>.</summary>
internal static class ObjectShapes
{
    private static readonly Shape s_text = new Shape.Text();
    private static readonly Shape s_names = new Shape.Many(s_text);
    private static readonly Shape s_anything = new Shape.Anything();
    private static readonly Shape s_variables = new VariablesShape();
    private static readonly Shape s_nodeset = new MapShape("a nodeset", ShapesOf(ZuulSchema.NodeSet), []);
    private static readonly Shape s_jobChanges = new MapShape("a job", ShapesOf(ZuulSchema.Job), []);

    private static readonly Shape s_projectPipeline = new MapShape("a project's pipeline",
        new Dictionary<string, Shape>(ShapesOf(ZuulSchema.ProjectPipeline))
        {
            ["jobs"] = new Shape.Many(new Shape.Either(s_text, new UseShape()), orOne: false)
        },
        []);

    private static readonly Dictionary<string, Shape> s_kinds = new()
    {
        ["job"] = Named("a job", ZuulSchema.Job),
        ["pipeline"] = Named(
            "a pipeline",
            [
                .. ZuulSchema.Pipeline,
                .. ZuulSchema.Actions.Select(a => new AttributeSchema(a, ValueForm.Connections))
            ],
            "manager"),
        ["nodeset"] = Named("a nodeset", ZuulSchema.NodeSet),
        ["secret"] = Named("a secret", ZuulSchema.Secret),
        ["project-template"] = new MapShape(
            "a project-template", WithName(ZuulSchema.ProjectTemplate), ["name"], s_projectPipeline),
        ["project"] = new MapShape("a project", WithName(ZuulSchema.Project), [], s_projectPipeline),
        ["semaphore"] = Named("a semaphore", ZuulSchema.Semaphore),
        ["queue"] = Named("a queue", ZuulSchema.Queue),
        ["pragma"] = new MapShape("a pragma", ShapesOf(ZuulSchema.Pragma), []),
    };

    /// <summary>The launcher's objects are checked only by name.</summary>
    private static readonly Shape s_launcher = new MapShape(
        "an object of the launcher", new Dictionary<string, Shape> { ["name"] = s_text }, ["name"], s_anything);

    /// <summary>The shape of a kind.</summary>
    public static Shape Of(string kind) => s_kinds.GetValueOrDefault(kind, s_launcher);

    private static MapShape Named(string what, IReadOnlyList<AttributeSchema> attributes, params string[] required) =>
        new(what, WithName(attributes), ["name", .. required]);

    private static Dictionary<string, Shape> WithName(IReadOnlyList<AttributeSchema> attributes) =>
        new(ShapesOf(attributes)) { ["name"] = s_text };

    private static Dictionary<string, Shape> ShapesOf(IReadOnlyList<AttributeSchema> attributes) =>
        attributes.ToDictionary(a => a.Key, ShapeOf);

    private static Shape ShapeOf(AttributeSchema attribute) => attribute.Form switch
    {
        ValueForm.Text => s_text,
        ValueForm.TextOrNull => new Shape.Either(s_text, new Shape.Nothing()),
        ValueForm.Version => new Shape.Either(s_text, new VersionShape()),
        ValueForm.Number => Number(attribute),
        ValueForm.NumberOrNull => new Shape.Either(Number(attribute), new Shape.Nothing()),
        ValueForm.Truth => new Shape.Truth(),
        ValueForm.TruthOrAuto => new Shape.Either(new Shape.Truth(), new Shape.Choice("auto")),
        ValueForm.Choice => new Shape.Choice([.. attribute.Choices]),
        ValueForm.Names => s_names,
        ValueForm.NameList => new Shape.Many(s_text, orOne: false),
        ValueForm.Items or ValueForm.Jobs => new Shape.Many(new Shape.Either(s_text, Item(attribute))),
        ValueForm.Maps => new Shape.Many(Item(attribute)),
        ValueForm.Nodeset => new Shape.Either(s_text, s_nodeset, new Shape.Nothing()),
        ValueForm.Nodesets => new Shape.Many(
            new Shape.Either(s_text, MapShape.Of("a nodeset", s_anything)), orOne: false),
        ValueForm.Variables => s_variables,
        ValueForm.HostVariables => MapShape.Of("a map of hosts", s_variables),
        ValueForm.GroupVariables => MapShape.Of("a map of groups", s_variables),
        ValueForm.Connections => MapShape.Of("a map of connections", s_anything),
        ValueForm.Map => MapShape.Of("a map of values", s_anything),
        _ => s_anything,
    };

    private static Shape.Number Number(AttributeSchema attribute) => attribute.Least is { } least ? new(least) : new();

    private static MapShape Item(AttributeSchema attribute) => new(
        attribute.ItemName,
        attribute.ItemKeys.ToDictionary(k => k.Name, k => ShapeOf(new(k.Name, k.Form))),
        [.. attribute.ItemKeys.Where(k => k.IsRequired).Select(k => k.Name)]);

    /// <summary>A job in a pipeline with what is changed about it there: a map with one key.</summary>
    private sealed class UseShape : Shape
    {
        public override string Wanted => "a job with what is changed about it";

        public override bool Fits(Node node) => node is MapNode { Entries.Count: 1 };

        public override void Inside(Node node, List<Finding> findings)
        {
            var (name, changes) = ((MapNode)node).Entries[0];
            s_text.Check(name, "a job", findings);
            if (changes is not TextNode { Meaning: ScalarMeaning.Nothing })
                s_jobChanges.Check(changes, name.Value, findings);
        }

        protected override string Remedy(Node node) => "Indent what is changed more deeply than the job's name.";
    }
}
