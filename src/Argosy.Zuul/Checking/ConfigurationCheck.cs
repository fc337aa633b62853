using Argosy.Zuul.Checking.Rules;
using Argosy.Zuul.Model;
using Argosy.Zuul.Reading;
using Argosy.Zuul.Schema;

namespace Argosy.Zuul.Checking;

/// <summary>Checks any Zuul configuration offline.</summary>
public static class ConfigurationCheck
{
    /// <summary>Reads a configuration and applies every rule. Faults in it are findings; errors are ARG0646 (there is
    /// no configuration, or no tenant) and ARG0640 (a given file can't be read).</summary>
    public static CheckReport Run(CheckRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var configurations = Configuration.Read(
            new(request.Path, request.As, request.OtherBranches), request.TenantFile, request.TenantName,
            request.Whole, cancellation);
        return Together(
            [.. configurations.Select(c => Run(c, request.Measured, request.Version, cancellation))], configurations);
    }

    // Repositories that several tenants have count once, and so do their findings.
    private static CheckReport Together(IReadOnlyList<CheckReport> reports, IReadOnlyList<Configuration> configurations)
    {
        if (reports.Count == 1) return reports[0];
        var findings = reports.SelectMany(r => r.Findings).Distinct().ToList();
        findings.Sort(Finding.Order);
        return new(
            findings, configurations.SelectMany(c => c.Repositories).Select(r => r.Folder).Distinct().Count(),
            reports.Sum(r => r.Files), reports.Sum(r => r.Objects));
    }

    internal static CheckReport Run(
        Configuration configuration, IReadOnlyList<MeasuredDuration> measured, ZuulVersion version,
        CancellationToken cancellation)
    {
        var layout = new Layout(configuration);
        IReadOnlyList<IRule> rules =
        [
            new SchemaRule(version), new DefinitionRule(), new ReferenceRule(), new SecretRule(), new PlaybookRule(),
            new TrustRule(), new InheritanceRule(), new UseRule(), new BranchRule(), new PatternRule(),
            new TriggerRule(), new StructureRule(), new DeprecationRule(), new VotingRule(),
            new TimeoutRule(), new NodesRule(), new DependencyRule(),
            new Rules.MergeRule(), new WheelRule(), new MeasuredRule(measured),
        ];
        var found = new List<Finding>[rules.Count];
        Parallel.For(0, rules.Count, new ParallelOptions { CancellationToken = cancellation },
            i => found[i] = [.. rules[i].Check(layout)]);
        var findings = configuration.Findings.Concat(found.SelectMany(f => f)).ToList();
        findings.Sort(Finding.Order);
        return new(findings, configuration.Repositories.Count, configuration.Files, configuration.Objects.Count);
    }
}
