using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Zuul;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Portable;

/// <summary>Makes pipelines for any CI system from the declared families and templates.</summary>
internal sealed class PortablePlan(Model model, PipelineDeclarations declarations)
{
    private readonly JobMatrix _matrix = new(model, declarations);

    /// <summary>All pipelines in which a family runs, in the order in which templates name them.</summary>
    public IReadOnlyList<PortablePipeline> Pipelines() =>
    [
        .. declarations.Templates
            .SelectMany(t => t.Pipelines, (t, use) => (t.For, Use: use))
            .GroupBy(u => Neutral(u.Use.Pipeline))
            .Select(g => new PortablePipeline(
                g.Key,
                Description(g.Key, g.First().Use.Pipeline),
                Events(g.Select(u => u.Use.Pipeline)),
                Families([.. g.SelectMany(u => u.Use.Jobs, (u, job) => (u.For, job.Name.Value))])))
            .Where(p => p.Families.Count > 0),
    ];

    /// <summary>A pipeline's name without the architecture: pipelines that differ only by nodes are merged
    /// here.</summary>
    public static string Neutral(YamlText pipeline) => pipeline.Value.Replace("-{arch}", "", StringComparison.Ordinal);

    private string Description(string name, YamlText written) =>
        declarations.Pipelines.FirstOrDefault(p => p.Written.Value == written.Value)
            is { For: not Scope.EachForeignArchitecture } declared
            ? declared.Description.For(model)
            : $"What runs in the pipeline {name}.";

    private IReadOnlyList<PortableEvent> Events(IEnumerable<YamlText> names) =>
        [.. names.DistinctBy(n => n.Value).SelectMany(n => EventReading.Of(n, declarations)).Distinct()];

    private IReadOnlyList<PortableFamily> Families(IReadOnlyList<(Scope Scope, string Name)> uses) =>
    [
        .. declarations.Families.Where(f => uses.Any(u => u.Name == f.Name)).Select(f => new PortableFamily(
            f, declarations.Families.Any(other => other.After?.Value == f.Name || (other == f && f.After is not null)),
            [.. model.Architectures.Where(a => uses.Any(u => u.Name == f.Name && Covers(u.Scope, a)))
                .SelectMany(a => _matrix.Cells(f, [a])).DistinctBy(c => c.Job).Select(c => Cell(f, c.Platform))])),
    ];

    private bool Covers(Scope scope, Architecture architecture) => scope switch
    {
        Scope.BuildMachine => model.IsBaseline(architecture),
        Scope.EachForeignArchitecture => !model.IsBaseline(architecture),
        _ => true,
    };

    private PortableCell Cell(JobFamily family, Platform platform) => new(
        family.Over == Matrix.Platforms ? platform.Name : platform.Architecture.Name, platform.Architecture,
        _matrix.NodeFor(family, platform).Architecture, family.Node == RunsOn.OwnArchitecture,
        _matrix.Votes(family, platform.Architecture),
        declarations.Tunings[platform.Architecture].Timeout(family.Timeout));
}
