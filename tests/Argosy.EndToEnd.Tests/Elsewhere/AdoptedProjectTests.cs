using Argosy.Artifacts;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Elsewhere;

[Trait("Category", "EndToEnd")]
public sealed class AdoptedProjectTests : IDisposable
{
    private readonly AdoptedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_template_and_a_feed_are_all_that_a_project_needs()
    {
        var run = _project.Build("--target=Native", "--dryrun", "--no-install");
        run.ShouldSucceed().Output.ShouldContain("2. Native-hello-x64");
        Directory.GetFiles(Path.Combine(_project.Folder, ".argosy/cake/Modules"), "Cake.Argosy.Module.dll",
            SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Category", "Soak")]
    public void A_library_is_built_and_proven_for_three_architectures_and_a_run_without_work_needs_no_Cake()
    {
        _project.AddLibrary();
        _project.Build("--target=Verify-Native").ShouldSucceed();
        Report.Of(_project.Folder).Artifacts.Where(a => a.Name == "libhello.so.1")
            .Select(a => (a.Architecture, a.Proof)).ShouldBe(
            [("arm64", ProofLevel.Runs), ("ppc64le", ProofLevel.Runs), ("x64", ProofLevel.Runs)], ignoreOrder: true);

        // The program answers once an ordinary run has found everything up to date.
        BuildRun last;
        var runs = 0;
        do
        {
            last = _project.Build("--target=Verify-Native").ShouldSucceed();
        }
        while (!IsAnswered() && ++runs < 4);
        IsAnswered().ShouldBeTrue(last.Output);
        // Cake would install it again.
        var addins = Path.Combine(_project.Folder, ".argosy/cake/Addins");
        Directory.Delete(addins, recursive: true);
        _project.Build("--target=Verify-Native").ShouldSucceed();
        Directory.Exists(addins).ShouldBeFalse();
    }

    private bool IsAnswered() =>
        File.Exists(Path.Combine(_project.Folder, ".argosy/noop"))
            && new FileInfo(Path.Combine(_project.Folder, ".argosy/noop")).Length > 0;
}
