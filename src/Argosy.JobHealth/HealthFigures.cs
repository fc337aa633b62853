using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth;

/// <summary>The content of <c>argosy health show --json</c> and of the dashboard: figures, and the advice derived from
/// them.</summary>
/// <param name="Report">The figures of each job.</param>
/// <param name="Advice">The promotion policy's advice, at most once per job; empty if none was requested.</param>
public sealed record HealthFigures(HealthReport Report, IReadOnlyList<VotingAdvice> Advice)
{
    /// <summary>Those of the selected jobs. Error ARG0687 if there are none.</summary>
    /// <param name="wanted">The selection; its span isn't used.</param>
    /// <param name="source">The figures' source in the error.</param>
    public HealthFigures Selected(HealthSelection wanted, string source)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var jobs = Report.Jobs.Where(wanted.Wants).ToList();
        return jobs.Count > 0
            ? new(Report with { Jobs = jobs }, [.. Advice.Where(a => wanted.Wants(a.Of))])
            : throw new ArgosyException(new Diagnostic("ARG0687", new(source), $"no ended build matches {wanted.Says}",
                "Read more builds with `argosy health update`, or ask for others."));
    }
}
