namespace Argosy.Zuul.Schema;

/// <summary>How an attribute's value is checked: the shape that follows from its row.</summary>
/// <param name="nodeset">The shape of a nodeset's map.</param>
internal sealed class AttributeShapes(Shape nodeset)
{
    // The first version whose tags control the merge.
    private static readonly ZuulVersion s_control = new(11, 1);
    private static readonly Shape s_text = new Shape.Text();
    private static readonly Shape s_names = new Shape.Many(s_text);
    private static readonly Shape s_anything = new Shape.Anything();
    private static readonly Shape s_variables = new VariablesShape();

    /// <summary>For the attributes of a nodeset itself, whose alternatives are maps.</summary>
    public static AttributeShapes OfNodeset { get; } = new(MapShape.Of("a nodeset", s_anything));

    /// <summary>The shape of an attribute in a version.</summary>
    public Shape Of(AttributeSchema attribute, ZuulVersion version)
    {
        var shape = Of(attribute);
        return attribute.TakesControl && !version.IsBefore(s_control) ? new Shape.Controlled(shape) : shape;
    }

    /// <summary>A map whose keys are rows of a table.</summary>
    public static MapShape Table(string what, IReadOnlyList<AttributeSchema> rows, params string[] required) =>
        new(what, rows.ToDictionary(r => r.Key, OfNodeset.Of), required);

    private Shape Of(AttributeSchema attribute) => attribute.Form switch
    {
        ValueForm.Text => s_text,
        ValueForm.TextOrNull => new Shape.Either(s_text, new Shape.Nothing()),
        ValueForm.Version => new Shape.Either(s_text, new VersionShape()),
        ValueForm.Number => Number(attribute),
        ValueForm.NumberOrNull => new Shape.Either(Number(attribute), new Shape.Nothing()),
        ValueForm.Truth => new Shape.Truth(),
        ValueForm.TruthOrAuto => new Shape.Either(new Shape.Truth(), new Shape.Choice("auto")),
        ValueForm.Choice => new Shape.Choice([.. attribute.Choices]),
        ValueForm.Choices => new Shape.Many(new Shape.Choice([.. attribute.Choices])),
        ValueForm.Names => s_names,
        ValueForm.NameList => new Shape.Many(s_text, orOne: false),
        ValueForm.Items or ValueForm.Jobs => new Shape.Many(new Shape.Either(s_text, Item(attribute))),
        ValueForm.Maps => new Shape.Many(Item(attribute)),
        ValueForm.OpenMaps => new Shape.Many(
            new Shape.Either(s_text, MapShape.Of("a map", s_anything)), orOne: false),
        ValueForm.Nodeset => new Shape.Either(s_text, nodeset),
        ValueForm.Nodesets => new Shape.Many(
            new Shape.Either(s_text, MapShape.Of("a nodeset", s_anything)), orOne: false),
        ValueForm.Variables => s_variables,
        ValueForm.HostVariables => MapShape.Of("a map of hosts", s_variables),
        ValueForm.GroupVariables => MapShape.Of("a map of groups", s_variables),
        ValueForm.Connections => MapShape.Of("a map of connections", s_anything),
        ValueForm.Control => Control(),
        ValueForm.Map => MapShape.Of("a map of values", s_anything),
        _ => s_anything,
    };

    // 'attribute-control: {files: {final: true}}'
    private static MapShape Control() => new(
        "the control of attributes",
        ZuulSchema.Job.Where(a => a.TakesControl).ToDictionary(
            a => a.Key, Shape (_) => Table("the control of an attribute", [new("final", ValueForm.Truth)])),
        []);

    private static Shape.Number Number(AttributeSchema attribute) => attribute.Least is { } least ? new(least) : new();

    private MapShape Item(AttributeSchema attribute) => new(
        attribute.ItemName,
        attribute.ItemKeys.ToDictionary(k => k.Name, k => Of(new(k.Name, k.Form))),
        [.. attribute.ItemKeys.Where(k => k.IsRequired).Select(k => k.Name)]);
}
