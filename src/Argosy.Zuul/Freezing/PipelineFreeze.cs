using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;
using Argosy.Zuul.Reading;

namespace Argosy.Zuul.Freezing;

/// <summary>Computes the jobs that Zuul would run, by its own rules of merging and matching.</summary>
public static class PipelineFreeze
{
    /// <summary>Reads a configuration and freezes a pipeline of a project. Error ARG0646 if there is none, or the
    /// project runs nothing there. A checkout's configuration is used for the requested branch.</summary>
    public static FrozenPipeline Run(FreezeRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var source = new ConfigurationSource(
            request.Path, request.As ?? new(request.Project, null), request.OtherBranches);
        var layouts = Configuration
            .Read(source, request.TenantFile, request.TenantName, whole: false, cancellation)
            .Select(c => new Layout(c))
            .ToList();
        return Run(layouts.FirstOrDefault(l => StanzasOf(l, request).Any()) ?? layouts[0], request);
    }

    internal static FrozenPipeline Run(Layout layout, FreezeRequest request)
    {
        var stanzas = StanzasOf(layout, request).Where(s => Branches.Match(s, request.Branch)).ToList();
        var pipelines = ProjectJobs.Of(request.Project, stanzas, layout).ToList();
        var uses = pipelines.FirstOrDefault(p => p.Pipeline == request.Pipeline)?.Uses
            ?? throw Absent(layout, request, pipelines);
        var variables = JobFreezer.VariablesOf(
            stanzas.SelectMany(s => ProjectJobs.Templates(s, layout).Append(s)).Distinct());
        var freezer = new JobFreezer(layout, variables, request);
        var jobs = new Dictionary<string, (MergedJob Job, IReadOnlyList<string> Parents, string? Absent)>();
        var leftOut = new List<LeftOutJob>();
        foreach (var use in uses)
        {
            var (job, parents, absent, without) = freezer.Freeze(use.Key, [.. use]);
            if (without is not null) leftOut.Add(without);
            else jobs.Add(use.Key, (job!, parents, absent));
        }

        var order = JobOrder.Of(jobs.ToDictionary(j => j.Key, j => j.Value.Job), leftOut);
        return new(request.Project, request.Pipeline, request.Branch,
            [.. order.Select(name =>
                new FrozenJob(name, jobs[name].Parents, jobs[name].Absent, jobs[name].Job.Flattened()))],
            leftOut);
    }

    private static IEnumerable<ZuulObject> StanzasOf(Layout layout, FreezeRequest request) =>
        layout.Of("project").Where(s => IsOf(Layout.ProjectOf(s), request.Project));

    // A stanza may be about all projects that match an expression.
    private static bool IsOf(string stanza, string project) =>
        stanza == project || (stanza.StartsWith('^') && ZuulPattern.Of(stanza).IsPrefixOf(project));

    private static ArgosyException Absent(Layout layout, FreezeRequest request, List<ProjectJobs> pipelines)
    {
        var projects = layout.Of("project").Select(Layout.ProjectOf).Distinct();
        return new(pipelines.Count > 0
            ? new Diagnostic("ARG0646", new(request.Project), $"the project runs nothing in '{request.Pipeline}'",
                Suggestion.For(request.Pipeline, pipelines.Select(p => p.Pipeline)))
            : new Diagnostic("ARG0646", new(request.Path), $"no project '{request.Project}' runs anything here",
                Suggestion.TryNearest(request.Project, projects) is { } near
                    ? $"Did you mean '{near}'?"
                    : "Give the project's name as its stanza or its folder has it."));
    }
}
