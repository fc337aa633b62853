using Argosy.Artifacts;
using Argosy.Engine.Reporting;

namespace Argosy.Engine.Tests.Reporting;

public sealed class TaskProofsTests
{
    private const string Library = "artifacts/native/x64/lib/liba.so";
    private static readonly Proof s_loaded = new(Library, ProofLevel.Loads, "dlopen") { Asked = ProofLevel.Runs };
    private static readonly Proof s_unknown =
        new(Library, ProofLevel.Runs, "no emulator", Inconclusive: true) { Asked = ProofLevel.Runs };
    private static readonly Proof s_wrong =
        new(Library, ProofLevel.Runs, "It ended with exit code 1.") { Asked = ProofLevel.Runs, Disproved = true };

    [Fact]
    public void An_artifact_below_what_is_asked_fails_its_task_unless_that_is_allowed()
    {
        TaskProofs.Error([s_loaded], allowInconclusive: false).ShouldNotBeNull()
            .Diagnostics.Single().Id.ShouldBe("ARG0773");
        TaskProofs.Error([s_loaded], allowInconclusive: true).ShouldBeNull();
    }

    [Fact]
    public void An_inconclusive_proof_fails_its_task_unless_that_is_allowed()
    {
        var error = TaskProofs.Error([s_loaded, s_unknown], allowInconclusive: false).ShouldNotBeNull()
            .Diagnostics.Single();
        error.ToString().ShouldStartWith(
            $"ARG0772 {Library}: it is proven to 'loads', and 'runs' is asked, "
            + "since the proof was inconclusive: no emulator. ");
        TaskProofs.Error([s_loaded, s_unknown], allowInconclusive: true).ShouldBeNull();
    }

    [Fact]
    public void What_was_found_wrong_fails_its_task_whatever_is_allowed() =>
        TaskProofs.Error([s_loaded, s_wrong], allowInconclusive: true).ShouldNotBeNull()
            .Diagnostics.Single().Id.ShouldBe("ARG0726");

    [Fact]
    public void A_declaration_asks_for_less_than_the_highest_and_never_for_more()
    {
        var node = Runs.Node("Verify");
        node.Declaration.Asked = ProofLevel.Loads;
        TaskProofs.Complete(node, [s_loaded], () => []).Single().Asked.ShouldBe(ProofLevel.Loads);
        node.Declaration.Asked = ProofLevel.Installs;
        TaskProofs.Complete(node, [s_loaded], () => []).Single().Asked.ShouldBe(ProofLevel.Runs);
        node.Declaration.Asked = null;
        TaskProofs.Complete(node, [s_loaded], () => []).Single().Asked.ShouldBe(ProofLevel.Runs);
    }

    [Fact]
    public void A_proof_is_of_the_artifacts_bytes_and_of_the_newest()
    {
        Artifact[] known = [Made("new"), Made("old")];
        TaskProofs.Complete(
            Runs.Node("Verify"), [s_loaded, s_loaded with { Path = Proof.OfPart(Library, "x64") }], () => known)
            .ShouldAllBe(p => p.Content == Digest.Of("new"));
    }

    [Fact]
    public void A_run_ends_with_what_is_wrong_or_below_what_is_asked() =>
        TaskProofs.Lines([s_unknown, s_wrong with { Path = "b" }]).ShouldBe(
        [
            $"not proven: {Library}: it is proven to 'built', and 'runs' is asked: no emulator",
            "disproved: b: It ended with exit code 1.",
        ]);

    private static Artifact Made(string content) =>
        new("liba.so", ArtifactKind.Native, "x64", Library, Digest.Of(content), 1);
}
