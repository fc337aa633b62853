using Argosy.Packages.Dotnet;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests.Dotnet;

public sealed class ManagedProofTests
{
    private static readonly RunOutcome Passed = Ended(0);
    private static readonly RunOutcome Wrong = Ended(1);
    private static readonly RunOutcome Crashed = Ended(139);
    private static readonly RunOutcome Late = Ended(124);

    [Fact]
    public void A_wrong_byte_is_a_failure_though_the_peer_waits_in_vain() =>
        ManagedProof.Decisive([Wrong, Late]).ShouldBe(Wrong);

    [Fact]
    public void A_failure_after_the_peer_ran_out_of_time_is_no_failure() =>
        ManagedProof.Decisive([Late, Wrong]).ShouldBe(Late);

    [Fact]
    public void A_failure_beside_a_peer_that_fell_over_is_no_failure() =>
        ManagedProof.Decisive([Wrong, Crashed]).ShouldBe(Crashed);

    // The message of mono 6.8.
    [Fact]
    public void An_exception_that_nobody_caught_is_no_verdict_of_the_self_tests()
    {
        var uncaught = Judgement.Of(new CommandResult(
            1, "", "\nUnhandled Exception:\nSystem.NullReferenceException\n[ERROR] FATAL UNHANDLED EXCEPTION: System.NullReferenceException\n"), emulated: true);
        ManagedProof.Decisive([Wrong, uncaught]).ShouldBe(uncaught);
        ManagedProof.Decisive([uncaught, Wrong]).ShouldBe(uncaught);
    }

    [Fact]
    public void Both_roles_have_to_pass()
    {
        ManagedProof.Decisive([Passed, Wrong]).ShouldBe(Wrong);
        ManagedProof.Decisive([Passed, Late]).ShouldBe(Late);
        ManagedProof.Decisive([Passed, Passed]).Verdict.ShouldBe(Verdict.Passed);
    }

    private static RunOutcome Ended(int exitCode) => Judgement.Of(new CommandResult(exitCode, "", ""), emulated: true);
}
