using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class TimeLimitTests
{
    private static readonly RunOutcome s_passed = new(Verdict.Passed, new(0, "", ""), null);
    private static readonly RunOutcome s_late =
        Judgement.Of(new CommandResult(137, "", "", TimedOut: true), emulated: true);

    [Theory]
    [InlineData(0.01, 300)]
    [InlineData(4, 600)]
    [InlineData(1000, 3600)]
    public async Task A_limit_grows_with_what_a_trivial_program_took(double trivial, double limit)
    {
        var (outcome, limits) = await RunAsync([trivial], s_passed);
        outcome.Verdict.ShouldBe(Verdict.Passed);
        limits.ShouldBe([limit]);
    }

    [Fact]
    public async Task What_runs_out_of_time_is_tried_once_more_by_a_new_measurement()
    {
        var (outcome, limits) = await RunAsync([1, 8], s_late, s_passed);
        outcome.Verdict.ShouldBe(Verdict.Passed);
        limits.ShouldBe([300, 1200]);
    }

    [Fact]
    public async Task What_runs_out_of_time_twice_is_inconclusive_and_says_how_long_it_had()
    {
        var (outcome, limits) = await RunAsync([0.1, 0.1], s_late, s_late);
        outcome.Verdict.ShouldBe(Verdict.Inconclusive);
        outcome.Reason
            .ShouldNotBeNull().ShouldStartWith("It didn't end within 300 s, nor within 600 s when it was tried again");
        limits.ShouldBe([300, 600]);
    }

    [Fact]
    public async Task A_failure_is_not_tried_again()
    {
        var (outcome, limits) = await RunAsync([0.1], new RunOutcome(Verdict.Failed, null, "It is wrong."));
        outcome.Reason.ShouldBe("It is wrong.");
        limits.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(124)]
    [InlineData(142)]
    public void A_test_that_gives_up_by_itself_for_lack_of_time_has_not_failed(int exitCode)
    {
        var judged = Judgement.Of(new CommandResult(exitCode, "", ""), emulated: false);
        judged.Verdict.ShouldBe(Verdict.Inconclusive);
        judged.OutOfTime.ShouldBeTrue();
    }

    private static async Task<(RunOutcome Outcome, List<double> Limits)> RunAsync(
        double[] trivial, params RunOutcome[] outcomes)
    {
        var (measured, limits) = (0, new List<double>());
        var limit = new TimeLimit(_ => Task.FromResult(TimeSpan.FromSeconds(trivial[measured++])));
        var outcome = await limit.RunAsync(
            time =>
            {
                limits.Add(time.TotalSeconds);
                return Task.FromResult(outcomes[limits.Count - 1]);
            },
            default);
        return (outcome, limits);
    }
}
