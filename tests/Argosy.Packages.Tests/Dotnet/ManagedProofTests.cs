using Argosy.Packages.Dotnet;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests.Dotnet;

public sealed class ManagedProofTests
{
    private static readonly RunOutcome s_passed = Ended(0);
    private static readonly RunOutcome s_wrong = Ended(1);
    private static readonly RunOutcome s_crashed = Ended(139);
    private static readonly RunOutcome s_late = Ended(124);

    [Fact]
    public void A_wrong_byte_is_a_failure_though_the_peer_waits_in_vain() =>
        ManagedProof.Decisive([s_wrong, s_late]).ShouldBe(s_wrong);

    [Fact]
    public void A_failure_after_the_peer_ran_out_of_time_is_no_failure() =>
        ManagedProof.Decisive([s_late, s_wrong]).ShouldBe(s_late);

    [Fact]
    public void A_failure_beside_a_peer_that_fell_over_is_no_failure() =>
        ManagedProof.Decisive([s_wrong, s_crashed]).ShouldBe(s_crashed);

    // The message of mono 6.8.
    [Fact]
    public void An_exception_that_nobody_caught_is_no_verdict_of_the_self_tests()
    {
        var uncaught = Judgement.Of(new CommandResult(
            1, "",
            "\nUnhandled Exception:\nSystem.NullReferenceException\n"
            + "[ERROR] FATAL UNHANDLED EXCEPTION: System.NullReferenceException\n"), emulated: true);
        ManagedProof.Decisive([s_wrong, uncaught]).ShouldBe(uncaught);
        ManagedProof.Decisive([uncaught, s_wrong]).ShouldBe(uncaught);
    }

    [Fact]
    public void Both_roles_have_to_pass()
    {
        ManagedProof.Decisive([s_passed, s_wrong]).ShouldBe(s_wrong);
        ManagedProof.Decisive([s_passed, s_late]).ShouldBe(s_late);
        ManagedProof.Decisive([s_passed, s_passed]).Verdict.ShouldBe(Verdict.Passed);
    }

    private static RunOutcome Ended(int exitCode) => Judgement.Of(new CommandResult(exitCode, "", ""), emulated: true);
}
