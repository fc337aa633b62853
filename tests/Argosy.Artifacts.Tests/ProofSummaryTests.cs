namespace Argosy.Artifacts.Tests;

public sealed class ProofSummaryTests
{
    private const string Path = "artifacts/images/runtime";

    [Fact]
    public void An_artifact_is_proven_as_far_as_its_best_proof() =>
        Of(new(Path, ProofLevel.Fits, "fits"), new(Path, ProofLevel.Runs, "ran"))
            .ShouldBe(new ProofSummary(ProofLevel.Runs, "ran", null, null, null));

    [Fact]
    public void An_index_has_the_lowest_level_of_its_platforms()
    {
        Proof[] proofs =
        [
            new(Path, ProofLevel.Loads, "skopeo copies it"),
            new(Proof.OfPart(Path, "x64"), ProofLevel.Runs, "podman on x64") { Asked = ProofLevel.Runs },
            new(Proof.OfPart(Path, "arm64"), ProofLevel.Built, "elsewhere"),
        ];
        var half = Of(proofs);
        half.Level.ShouldBe(ProofLevel.Loads);
        half.By.ShouldBe("skopeo copies it");
        half.Verdict.ShouldBe(ProofVerdict.Below);

        var all = Of([.. proofs, new(Proof.OfPart(Path, "arm64"), ProofLevel.Runs, "podman on arm64")]);
        all.Level.ShouldBe(ProofLevel.Runs);
        all.Verdict.ShouldBe(ProofVerdict.Proven);
    }

    [Fact]
    public void A_part_that_nobody_proved_leaves_the_whole_built()
    {
        var summary = Of(
            new(Proof.OfPart(Path, "x64"), ProofLevel.Runs, "ran"),
            new(Proof.OfPart(Path, "arm64"), ProofLevel.Built, "elsewhere"));
        summary.Level.ShouldBe(ProofLevel.Built);
        summary.By.ShouldBeNull();
    }

    [Fact]
    public void Other_artifacts_proofs_do_not_count() =>
        Of(new(Path + "/blobs/sha256/ab", ProofLevel.Runs, "ran"), new(Path + "2", ProofLevel.Runs, "ran"))
            .Level.ShouldBe(ProofLevel.Built);

    [Fact]
    public void What_was_found_wrong_is_told_from_what_was_never_tried()
    {
        Of().Verdict.ShouldBe(ProofVerdict.Untried);
        var wrong = Of(
            new(Path, ProofLevel.Fits, "fits"), new(Path, ProofLevel.Runs, "exit code 1") { Disproved = true });
        wrong.Verdict.ShouldBe(ProofVerdict.Disproved);
        wrong.Level.ShouldBe(ProofLevel.Fits);
        wrong.IsShort.ShouldBeTrue();
    }

    [Fact]
    public void An_inconclusive_proof_proves_no_level()
    {
        var summary = Of(new Proof(Path, ProofLevel.Runs, "no podman", Inconclusive: true) { Asked = ProofLevel.Runs });
        summary.Level.ShouldBe(ProofLevel.Built);
        summary.Verdict.ShouldBe(ProofVerdict.Inconclusive);
        summary.IsShort.ShouldBeTrue();
    }

    [Fact]
    public void An_inconclusive_proof_beside_one_that_suffices_does_no_harm()
    {
        var summary = Of(
            new(Path, ProofLevel.Runs, "hung", Inconclusive: true) { Asked = ProofLevel.Runs },
            new(Path, ProofLevel.Runs, "ran") { Asked = ProofLevel.Runs });
        summary.Verdict.ShouldBe(ProofVerdict.Proven);
        summary.Inconclusive.ShouldBe("hung");
    }

    private static ProofSummary Of(params Proof[] proofs) => ProofSummary.Of(Path, proofs);
}
