using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Zuul;

/// <summary>The projects of a config repository, and their tenant.</summary>
internal sealed class ProjectPlan(
    Model model, PipelineDeclarations declarations, Axes axes, UsePlan uses, IReadOnlyList<ProjectTemplate> templates)
{
    /// <summary>All projects, in the order of the declarations.</summary>
    public IEnumerable<ProjectStanza> Projects() => declarations.Projects.Select(p =>
        new ProjectStanza(p.Name.Value, [.. p.Templates.SelectMany(Templates)])
        {
            Why = p.Why,
            Attributes = p.Attributes.For(axes.For(null)),
            Pipelines = [.. p.Pipelines.SelectMany(Pipelines)],
        });

    /// <summary>The tenant with all declared projects, or null if there is none.</summary>
    public TenantStanza? Tenant() => declarations.Tenant is not { } tenant ? null : new(
        tenant.Name, tenant.Attributes.For(axes.For(null)),
        [.. tenant.Sources.Select((s, i) =>
            new Source(s.Connection.Value, s.ConfigProjects, Untrusted(tenant, s, isFirst: i == 0)))]);

    // A pipeline with the architecture in its name is made for each foreign architecture.
    private IEnumerable<PipelineJobs> Pipelines(PipelineUse use) =>
        Pattern.IsPerArchitecture(use.Pipeline)
            ? model.Foreign.Select(a => uses.Of(use, axes.For(a), [a]))
            : [uses.Of(use, axes.For(null), model.Architectures)];

    private IEnumerable<string> Templates(YamlText name)
    {
        var declared = Pattern.IsPerArchitecture(name)
            ? model.Foreign.Select(a => axes.For(a).Fill(name)).ToList()
            : [axes.For(null).Fill(name)];
        var known = templates.Select(t => t.Name).Concat(declarations.ExistingTemplates).ToList();
        return declared.Find(t => !known.Contains(t)) is not { } unknown
            ? declared
            : throw new ArgosyException(new Diagnostic("ARG0604", name.Place, $"unknown template '{unknown}'",
                Suggestion.TryNearest(unknown, known) is { } near
                    ? $"Did you mean '{near}'?"
                    : "Declare it, or list it under 'existing-templates'."));
    }

    private IReadOnlyList<string> Untrusted(TenantDeclaration tenant, SourceDeclaration source, bool isFirst)
    {
        var listed = tenant.Sources
            .SelectMany(s => s.ConfigProjects.Concat(s.UntrustedProjects))
            .ToHashSet(StringComparer.Ordinal);
        return [.. declarations.Projects
            .Where(p => p.Source is null ? isFirst : p.Source.Value == source.Connection.Value)
            .Select(p => p.Name.Value).Where(p => !listed.Contains(p))
            .Concat(source.UntrustedProjects).Order(StringComparer.Ordinal)];
    }
}
