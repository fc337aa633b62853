using Argosy.Artifacts;
using Argosy.EndToEnd.Tests.Building;
using Argosy.EndToEnd.Tests.Walks;

namespace Argosy.EndToEnd.Tests.Elsewhere;

[Trait("Category", "EndToEnd")]
public class OneMoreArchitectureTests(OneMoreArchitecture elsewhere) : IClassFixture<OneMoreArchitecture>
{
    private static readonly Report s_here = Report.Of(Repository.Root);

    [Fact]
    public void One_word_builds_and_proves_everything_for_one_more_architecture()
    {
        elsewhere.Run.ShouldSucceed();
        var kinds = elsewhere.Report.Artifacts
            .Where(a => a.Architecture == OneMoreArchitecture.Word)
            .Select(a => a.Kind).Distinct().Order();
        kinds.ShouldBe([ArtifactKind.Native, ArtifactKind.Image, ArtifactKind.Wheel, ArtifactKind.Deb]);
        Proven.Shortcomings(elsewhere.Report).ShouldBeEmpty();
    }

    [Fact]
    public void Only_an_emulators_own_crash_may_leave_the_new_architecture_unproven() =>
        elsewhere.Report.Artifacts
            .Where(a => a.Inconclusive is not null && a.Kind != ArtifactKind.Package)
            .ShouldBeEmpty();

    [Fact]
    public void Only_the_place_that_the_contributors_guide_names_changes_for_it() =>
        Walk.Of("an architecture").ShouldBeAllThatChanged(elsewhere.Clone, OneMoreArchitecture.Word);

    [Fact]
    public void What_is_made_in_another_folder_for_the_same_architectures_is_the_same_bytes()
    {
        var made = elsewhere.MakeTheSame();
        static bool OfTheSame(ReportEntry a) => a.Architecture is not OneMoreArchitecture.Word;
        made.Digests(OfTheSame).ShouldBe(s_here.Digests(OfTheSame));
    }
}
