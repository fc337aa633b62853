using Argosy.Packages.Wheels.Planning;
using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>What is planned for each line on each platform.</summary>
internal static class LedgerPlans
{
    /// <summary>A plan for each line and each of some platforms.</summary>
    public static IEnumerable<LedgerPlan> Of(WheelPlan plan, IReadOnlyList<Platform> platforms) =>
        plan.Wheels.Where(w => platforms.Contains(w.Platform)).Select(Of);

    private static LedgerPlan Of(PlannedWheel wheel)
    {
        var (platform, line) = (wheel.Platform, new LedgerPlan(
            wheel.Definition.Name, wheel.Definition.Version?.ToString() ?? "", wheel.Platform));
        if (!platform.Distribution.Carries(platform.Architecture))
        {
            return line with
            {
                Decided = LedgerStatus.Absent,
                Reason = $"{platform.Distribution} has no {platform.Architecture}",
            };
        }

        return wheel.Decision switch
        {
            WheelDecision.Upstream => line with { Decided = LedgerStatus.Upstream, Reason = wheel.Detail },
            WheelDecision.Skipped => line with { Decided = LedgerStatus.Skipped, Reason = wheel.Detail },
            WheelDecision.NotNeeded => line with { Decided = LedgerStatus.Excluded },
            WheelDecision.Refused => line with { Decided = LedgerStatus.Failed, Reason = wheel.Detail },
            _ => line,
        };
    }
}
