using System.Globalization;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Timeouts leave a margin above jobs' durations. Those chosen for x64 don't on slower
/// architectures.</summary>
/// <param name="measured">The measured durations.</param>
internal sealed class MeasuredRule(IReadOnlyList<MeasuredDuration> measured) : IRule
{
    private const double Near = 0.8;

    public IEnumerable<Finding> Check(Layout layout) =>
        from job in measured.GroupBy(m => m.Job)
        let timeout = layout.Chains.Value(job.Key, "timeout") as TextNode
        let seconds = timeout is null ? null : TimeoutRule.Seconds(timeout)
        where seconds > 0
        let slowest = job.MaxBy(m => m.P95)
        where slowest.P95 > Near * seconds
        select Finding(slowest, timeout, seconds.Value);

    private static Finding Finding(MeasuredDuration slowest, TextNode timeout, long seconds)
    {
        var cause = string.Create(CultureInfo.InvariantCulture,
            $"'{Excerpt.Of(slowest.Job)}' may take {seconds} s, and 5 % of its passed builds of "
            + $"{Excerpt.Of(slowest.Project)} take more than {slowest.P95:0} s");
        var remedy = string.Create(CultureInfo.InvariantCulture,
            $"Write {Math.Ceiling(slowest.P95 / Near / 60) * 60:0} or more for its architecture.");
        return slowest.P95 > seconds
            ? FindingKinds.s_tightTimeout.Error(timeout.Place, cause, remedy)
            : FindingKinds.s_tightTimeout.Warning(timeout.Place, cause, remedy);
    }
}
