using Argosy.Zuul.Checking.Rules;
using Argosy.Zuul.Model;
using Argosy.Zuul.Reading;

namespace Argosy.Zuul.Checking;

/// <summary>Checks any Zuul configuration offline.</summary>
public static class ConfigurationCheck
{
    /// <summary>Reads a configuration and applies every rule. Faults in it are findings; errors are ARG0646 (there is
    /// no configuration, or no tenant) and ARG0640 (a given file can't be read).</summary>
    public static CheckReport Run(CheckRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var configuration = Configuration.Read(
            request.Path, request.TenantFile, request.Whole, name: null, cancellation);
        return Run(configuration, request.Measured, cancellation);
    }

    internal static CheckReport Run(
        Configuration configuration, IReadOnlyList<MeasuredDuration> measured, CancellationToken cancellation)
    {
        var layout = new Layout(configuration);
        IReadOnlyList<IRule> rules =
        [
            new SchemaRule(), new DefinitionRule(), new ReferenceRule(), new SecretRule(), new PlaybookRule(),
            new TrustRule(), new InheritanceRule(), new UseRule(), new BranchRule(), new PatternRule(),
            new TriggerRule(), new VotingRule(), new TimeoutRule(), new NodesRule(), new DependencyRule(),
            new MergeRule(), new WheelRule(), new MeasuredRule(measured),
        ];
        var found = new List<Finding>[rules.Count];
        Parallel.For(0, rules.Count, new ParallelOptions { CancellationToken = cancellation },
            i => found[i] = [.. rules[i].Check(layout)]);
        var findings = configuration.Findings.Concat(found.SelectMany(f => f)).ToList();
        findings.Sort(Finding.Order);
        return new(findings, configuration.Repositories.Count, configuration.Files, configuration.Objects.Count);
    }
}
