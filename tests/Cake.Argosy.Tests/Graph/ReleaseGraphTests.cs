namespace Cake.Argosy.Tests.Graph;

/// <summary>The tasks of a release.</summary>
public sealed class ReleaseGraphTests
{
    private const string Model = """
        project: {name: demo, version: "1.2"}
        architectures: [x64]
        distributions: [debian-12]
        roots: {sysroot: [libc6-dev]}
        native: {z: {source: native/z}}

        """;

    [Fact]
    public void A_release_is_built_and_proven_before()
    {
        using var graph = new SyntheticGraph(Model).Register();
        graph.Edges("Release").ShouldBe(["Release-Proofs"]);
        graph.Edges("Release-Proofs").ShouldBe(["Release-Inputs", "Verify"]);
        graph.Edges("Release-Inputs").ShouldBe(["Native"]);
        graph.Edges("Release-Files").ShouldBe(["Release-Inputs"]);
        graph.Declared("Release").Outputs.ShouldBe(["artifacts/release/1.2.0"]);
        // git's tags and the proofs decide, too.
        graph.Declared("Release").IsIncremental.ShouldBeFalse();
    }

    [Fact]
    public void A_dry_run_of_a_release_builds_nothing()
    {
        using var graph = new SyntheticGraph(Model).Register(("release-dry-run", ""));
        graph.Edges("Release").ShouldBeEmpty();
        graph.Declared("Release").Outputs.ShouldBeEmpty();
        graph.Names.ShouldNotContain("Release-Proofs");
    }
}
