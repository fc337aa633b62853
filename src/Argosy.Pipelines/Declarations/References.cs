using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>Undefined names in the declarations. Zuul itself silently ignores some of them.</summary>
internal static class References
{
    public static IEnumerable<Diagnostic> Unresolved(PipelineDeclarations all) =>
    [
        .. Pipelines(all),
        .. all.Families.Where(f => f.Semaphore is not null).SelectMany(f =>
            Unknown(f.Semaphore!, "semaphore", all.Semaphores.Select(s => s.Name))),
        .. all.Families.Where(f => f.After is not null).SelectMany(f =>
            Unknown(f.After!, "family", all.Families.Select(other => other.Name))),
        .. all.Families.SelectMany(f => After(f, all)),
        .. all.Templates.SelectMany(t => t.Pipelines).SelectMany(p => Missing(p, all)),
        .. Sources(all),
    ];

    /// <summary>Targets that the build's graph doesn't have.</summary>
    public static IEnumerable<Diagnostic> UnknownTargets(PipelineDeclarations all, IReadOnlyCollection<string> known) =>
        all.Roles.SelectMany(r => r.Targets).Concat(all.Families.SelectMany(f => f.Targets))
            .Where(t => !known.Contains(t.Value, StringComparer.OrdinalIgnoreCase))
            .Select(t => new Diagnostic("ARG0604", t.Place, $"unknown target '{t.Value}'",
                Suggestion.TryNearest(t.Value, known) is { } near
                    ? $"Did you mean '{near}'?"
                    : "./build.sh --showdescription lists the targets."));

    private static IEnumerable<Diagnostic> Pipelines(PipelineDeclarations all)
    {
        var known = all.Pipelines.Select(p => p.Written.Value).Concat(all.ExistingPipelines).ToList();
        return all.Templates.SelectMany(t => t.Pipelines).Concat(all.Projects.SelectMany(p => p.Pipelines))
            .SelectMany(p => Unknown(p.Pipeline, "pipeline", known));
    }

    private static IEnumerable<Diagnostic> Sources(PipelineDeclarations all) =>
        all.Projects.Where(p => p.Source is not null).SelectMany(p => Unknown(
            p.Source!, "connection", all.Tenant?.Sources.Select(s => s.Connection.Value) ?? []));

    // A family that waits for one of another matrix, or indirectly for itself.
    private static IEnumerable<Diagnostic> After(JobFamily family, PipelineDeclarations all)
    {
        if (family.After is null || Find(all, family.After.Value) is not { } before) yield break;
        if (before.Over != family.Over)
        {
            yield return new("ARG0613", family.After.Place,
                $"'{family.Name}' has a job for other cells than '{before.Name}', which it waits for",
                $"Write 'over: {EnumParser.Spelt(before.Over)}' for '{family.Name}'.");
        }

        var passed = new HashSet<string>(StringComparer.Ordinal) { family.Name };
        for (var next = before; next is not null; next = next.After is null ? null : Find(all, next.After.Value))
        {
            if (passed.Add(next.Name)) continue;
            if (next == family)
                yield return new(
                    "ARG0613", family.After.Place, $"'{family.Name}' waits for itself", "Break the circle.");
            yield break;
        }
    }

    // Zuul rejects a dependency that isn't in the same pipeline.
    private static IEnumerable<Diagnostic> Missing(PipelineUse use, PipelineDeclarations all) =>
        from name in use.Jobs.Select(j => j.Name)
        let after = Find(all, name.Value)?.After?.Value
        where after is not null && use.Jobs.All(j => j.Name.Value != after)
        select new Diagnostic("ARG0613", name.Place,
            $"'{name.Value}' waits for '{after}', which doesn't run in this pipeline",
            $"List '{after}' beside it.");

    private static IEnumerable<Diagnostic> Unknown(YamlText name, string kind, IEnumerable<string> known) =>
        known.Contains(name.Value)
            ? []
            : [new("ARG0604", name.Place, $"unknown {kind} '{name.Value}'", Suggestion.For(name.Value, known))];

    private static JobFamily? Find(PipelineDeclarations all, string name) =>
        all.Families.FirstOrDefault(f => f.Name == name);
}
