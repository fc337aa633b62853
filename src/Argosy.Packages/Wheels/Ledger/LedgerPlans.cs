using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>What is planned for each line on each platform.</summary>
internal static class LedgerPlans
{
    /// <summary>A plan for each declared line and platform.</summary>
    public static IEnumerable<LedgerPlan> Of(WheelBuild wheels, IReadOnlyList<Platform> platforms) =>
        from wheel in wheels.Definitions
        from platform in platforms
        let version = wheel.Version?.ToString() ?? ""
        select !platform.Distribution.Carries(platform.Architecture)
            ? new LedgerPlan(wheel.Name, version, platform, LedgerStatus.Absent,
                $"{platform.Distribution} has no {platform.Architecture}")
            : wheel.SkippedOn(platform) is { } reason
                ? new LedgerPlan(wheel.Name, version, platform, LedgerStatus.Skipped, reason)
                : new LedgerPlan(wheel.Name, version, platform);
}
