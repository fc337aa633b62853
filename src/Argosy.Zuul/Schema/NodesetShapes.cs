namespace Argosy.Zuul.Schema;

/// <summary>Nodesets, named or inside a job.</summary>
internal static class NodesetShapes
{
    private static readonly Shape s_text = new Shape.Text();
    private static readonly Shape s_names = new Shape.Many(s_text);

    private static readonly Shape s_node = new MapShape("a node",
        new Dictionary<string, Shape> { ["name"] = s_names, ["label"] = s_text }, ["name", "label"]);

    private static readonly Shape s_group = new MapShape("a group of nodes",
        new Dictionary<string, Shape> { ["name"] = s_text, ["nodes"] = s_names }, ["name", "nodes"]);

    private static readonly Dictionary<string, Shape> s_attributes = new()
    {
        ["nodes"] = new Shape.Many(s_node),
        ["groups"] = new Shape.Many(s_group),
        ["alternatives"] = new Shape.Many(new Shape.Either(s_text, MapShape.Of("a nodeset", new Shape.Anything())), orOne: false),
    };

    /// <summary>A nodeset inside a job.</summary>
    public static Shape Anonymous { get; } = new MapShape("a nodeset", s_attributes, []);

    /// <summary>A named nodeset.</summary>
    public static Shape Nodeset { get; } = new MapShape("a nodeset", new Dictionary<string, Shape>(s_attributes) { ["name"] = s_text }, ["name"]);
}
