using Argosy.Platforms;
using Argosy.Platforms.Templates;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A point on an axis: its placeholders, and its architecture.</summary>
/// <param name="Axis">The axis's name.</param>
/// <param name="Name">The point's name.</param>
/// <param name="Places">The values of placeholders, such as <c>py311</c> for <c>{python}</c>, without the
/// braces.</param>
/// <param name="Architecture">The architecture, if the axis is over architectures or platforms.</param>
/// <param name="Only">The architectures it exists on; null for all.</param>
internal sealed record AxisValue(
    string Axis, string Name, IReadOnlyDictionary<string, string> Places, Architecture? Architecture,
    IReadOnlyList<Architecture>? Only = null);

/// <summary>One cell of a declaration's matrix: a point on each of its axes.</summary>
/// <param name="Project">The project's name, which every text may use.</param>
/// <param name="Values">The points, in the order of the axes.</param>
internal sealed record MatrixCell(string Project, IReadOnlyList<AxisValue> Values)
{
    /// <summary>The id of the error for an unknown placeholder.</summary>
    public const string UnknownPlaceholder = "ARG0601";

    // A property of a point may refer to the architecture; no deeper nesting is needed.
    private const int MaxDepth = 3;

    /// <summary>The architecture it is for; null if none.</summary>
    public Architecture? Architecture => Values.Select(v => v.Architecture).FirstOrDefault(a => a is not null);

    /// <summary>Whether all of its points exist on its architecture.</summary>
    public bool Exists => Architecture is not { } a || Values.All(v => v.Only?.Contains(a) ?? true);

    /// <summary>Whether both are at the same point of each axis that they share.</summary>
    public bool Agrees(MatrixCell other) =>
        (Architecture is not { } a || other.Architecture is not { } b || a == b)
        && Values.All(v => other.Values.All(o => o.Axis != v.Axis || o.Name == v.Name));

    /// <summary>The text with its placeholders replaced; error ARG0601 for an unknown one.</summary>
    public string Fill(YamlText text) => Fill(text, 0);

    /// <summary>The same, but unknown placeholders stay: in variables, braces may be the job's own.</summary>
    public string FillKnown(YamlText text) => FillKnown(text, 0)!;

    private IEnumerable<string> Known => Values.SelectMany(v => v.Places.Keys).Prepend("project");

    private string Fill(YamlText text, int depth)
    {
        var template = new TemplateText(text);
        return template.Fill(name => Find(name) is { } found && depth < MaxDepth
            ? Fill(text with { Value = found }, depth + 1)
            : throw template.Unknown(UnknownPlaceholder, $"{{{name}}}", Known));
    }

    private string? FillKnown(YamlText text, int depth) => depth > MaxDepth ? null : new TemplateText(text).FillKnown(
        name => Find(name) is { } found ? FillKnown(text with { Value = found }, depth + 1) : null);

    private string? Find(string name) => name == "project"
        ? Project
        : Values.Select(v => v.Places.GetValueOrDefault(name)).FirstOrDefault(p => p is not null);
}
