using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>All axes of a matrix: the model's architectures and platforms, and declared axes.</summary>
internal sealed class Axes(Model model, IReadOnlyList<AxisDeclaration> declared)
{
    private const string Architectures = "architectures";
    private const string ForeignArchitectures = "foreign-architectures";
    private const string Platforms = "platforms";

    /// <summary>The model's axes.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [Architectures, ForeignArchitectures, Platforms];

    /// <summary>The placeholders of those axes; <c>-arch</c> is empty for the baseline,
    /// which names leave out by habit.</summary>
    public static IReadOnlyList<string> Places { get; } =
        ["project", "arch", "-arch", "kernel-name", "platform", "distribution", "codename"];

    /// <summary>All combinations, the first axis slowest; one without axes. Error ARG0604 for an unknown
    /// axis.</summary>
    public IReadOnlyList<MatrixCell> Over(IReadOnlyList<YamlText> axes) =>
    [
        .. axes.Select(Points)
            .Aggregate(
                (IEnumerable<IReadOnlyList<AxisValue>>)[[]],
                (all, points) => all.SelectMany(
                    _ => points, (values, point) => (IReadOnlyList<AxisValue>)[.. values, point]))
            .Select(values => new MatrixCell(model.Project.Name, values))
            .Where(v => v.Exists),
    ];

    /// <summary>The cell of only an architecture, or the empty cell.</summary>
    public MatrixCell For(Architecture? architecture) =>
        new(model.Project.Name, architecture is null ? [] : [Point(architecture)]);

    private IEnumerable<AxisValue> Points(YamlText axis) => axis.Value switch
    {
        Architectures => model.Architectures.Select(Point),
        ForeignArchitectures => model.Foreign.Select(Point),
        Platforms => model.Platforms.Select(Point),
        _ => declared.FirstOrDefault(a => a.Name == axis.Value)?.Values
            ?? throw new ArgosyException(new Diagnostic("ARG0604", axis.Place, $"unknown axis '{axis.Value}'",
                Suggestion.For(axis.Value, BuiltIn.Concat(declared.Select(a => a.Name))))),
    };

    private AxisValue Point(Architecture architecture) =>
        new("arch", architecture.Name, Names(architecture), architecture);

    private AxisValue Point(Platform platform) => new("platform", platform.Name,
        new Dictionary<string, string>(Names(platform.Architecture))
        {
            ["platform"] = platform.Name,
            ["distribution"] = platform.Distribution.Name,
            ["codename"] = platform.Distribution.Codename,
        },
        platform.Architecture);

    private Dictionary<string, string> Names(Architecture architecture) => new()
    {
        ["arch"] = architecture.Name,
        ["-arch"] = model.IsBaseline(architecture) ? "" : $"-{architecture}",
        ["kernel-name"] = architecture.KernelName,
    };
}
