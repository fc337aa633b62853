using Argosy.Packages.Wheels.Audit;
using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>A line on a platform, as far as it is known before anything is built.</summary>
/// <param name="Name">The project, normalised by PEP 503.</param>
/// <param name="Version">Its version, or empty.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Decided">Its status if nothing is built for it; null if a wheel is to be built.</param>
/// <param name="Reason">Why it was decided so, or null.</param>
public sealed record LedgerPlan(
    string Name, string Version, Platform Platform, LedgerStatus? Decided = null, string? Reason = null);

/// <summary>What became of a wheel that was to be built.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Version">The version of the wheel; null if it isn't known.</param>
/// <param name="Reason">Why it has this status, or null.</param>
/// <param name="File">The wheel; null if there is none.</param>
/// <param name="Proof">What proved it; null if nothing did.</param>
public sealed record LedgerOutcome(
    LedgerStatus Status, string? Version = null, string? Reason = null, string? File = null, string? Proof = null);

/// <summary>Makes a ledger of plans and outcomes.</summary>
public static class LedgerMaker
{
    /// <summary>The ledger.</summary>
    /// <param name="platforms">The platforms, in order.</param>
    /// <param name="plans">The lines; one that lacks a platform is excluded there.</param>
    /// <param name="outcome">What became of a wheel that was to be built.</param>
    /// <param name="requirements">Requirements of further projects, by normalised name.</param>
    public static WheelLedger Make(IReadOnlyList<Platform> platforms, IEnumerable<LedgerPlan> plans,
        Func<LedgerPlan, LedgerOutcome> outcome, IReadOnlyDictionary<string, IReadOnlyList<string>> requirements)
    {
        var needs = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (project, list) in requirements) needs[project] = list;
        var lines = new List<LedgerLine>();
        foreach (var line in plans.GroupBy(p => (p.Name, p.Version))
            .OrderBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Version, StringComparer.Ordinal))
        {
            var version = line.Key.Version;
            var cells = new List<LedgerCell>();
            foreach (var platform in platforms)
            {
                if (line.FirstOrDefault(p => p.Platform == platform) is not { } plan)
                {
                    cells.Add(new(platform.Name, LedgerStatus.Excluded));
                }
                else if (plan.Decided is { } decided)
                {
                    cells.Add(new(platform.Name, decided) { Reason = plan.Reason });
                }
                else
                {
                    var became = outcome(plan);
                    if (version.Length == 0) version = became.Version ?? "";
                    if (became.File is { } file)
                        needs[line.Key.Name] =
                            [.. needs.GetValueOrDefault(line.Key.Name, []), .. WheelAudit.RequirementsOf(file)];
                    cells.Add(new(platform.Name, became.Status)
                    {
                        Reason = became.Reason,
                        File = became.File is { } path ? Path.GetFileName(path) : null,
                        Proof = became.Proof,
                    });
                }
            }

            lines.Add(new(line.Key.Name, version, 0, cells));
        }

        var counts = Dependents.Count(needs);
        return new([.. platforms.Select(p => new LedgerPlatform(p.Name, p.WheelSlug))],
            [.. lines.Select(l => l with { NeededBy = counts.GetValueOrDefault(l.Name) })]);
    }
}
