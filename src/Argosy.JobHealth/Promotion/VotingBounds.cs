using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.JobHealth.Promotion;

/// <summary>The bounds for a job.</summary>
/// <param name="Weeks">The number of consecutive whole weeks, up to the newest, in which they must hold.</param>
/// <param name="WeeklyPasses">The share of a week's builds that pass, 0 to 1.</param>
/// <param name="P75">The maximum 75th percentile of passed builds.</param>
/// <param name="FailuresInARow">The maximum, within the window.</param>
/// <param name="Flakiness">The maximum, 0 to 1.</param>
/// <param name="NodeFailures">The maximum share of builds that a machine's fault ended, 0 to 1: a change fails by it,
/// too.</param>
/// <param name="Waiting">The maximum 75th percentile of the time from the event to a build's start.</param>
public sealed record VotingBounds(int Weeks, double WeeklyPasses, TimeSpan P75, int FailuresInARow, double Flakiness,
    double NodeFailures, TimeSpan Waiting)
{
    internal static VotingBounds Read(YamlMap? map, VotingBounds absent)
    {
        if (map is null) return absent;
        var bounds = new VotingBounds(
            PolicyValue.Whole(map, "weeks", absent.Weeks, 1, 520),
            PolicyValue.Share(map, "weekly-passes", absent.WeeklyPasses),
            TimeSpan.FromMinutes(PolicyValue.Whole(map, "p75-minutes", (int)absent.P75.TotalMinutes, 1, 10_000)),
            PolicyValue.Whole(map, "failures-in-a-row", absent.FailuresInARow, 0, 100_000),
            PolicyValue.Share(map, "flakiness", absent.Flakiness),
            PolicyValue.Share(map, "node-failures", absent.NodeFailures),
            TimeSpan.FromMinutes(PolicyValue.Whole(map, "wait-minutes", (int)absent.Waiting.TotalMinutes, 1, 10_000)));
        map.Done();
        return bounds;
    }

    /// <summary>Error ARG0688 if a job could be promoted and demoted by the same figures.</summary>
    internal void MustBeWithin(VotingBounds demote, YamlMap map)
    {
        var crossed = WeeklyPasses < demote.WeeklyPasses ? "weekly-passes"
            : P75 > demote.P75 ? "p75-minutes"
            : FailuresInARow > demote.FailuresInARow ? "failures-in-a-row"
            : Flakiness > demote.Flakiness ? "flakiness"
            : NodeFailures > demote.NodeFailures ? "node-failures"
            : Waiting > demote.Waiting ? "wait-minutes"
            : null;
        if (crossed is null) return;
        throw new ArgosyException(new Diagnostic("ARG0688", map.Map("promote")?.Place ?? map.Place,
            $"'{crossed}' would promote what it demotes", "Let 'promote' be as strict as 'demote', or stricter."));
    }
}
