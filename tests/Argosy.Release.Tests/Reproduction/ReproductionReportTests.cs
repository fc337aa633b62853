using Argosy.Platforms.Building;
using Argosy.Release.Reproduction;

namespace Argosy.Release.Tests.Reproduction;

public sealed class ReproductionReportTests : IDisposable
{
    private const string Commit = "0123456789012345678901234567890123456789";
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Files_of_both_builds_are_compared_and_the_others_named()
    {
        _folder.Write("1/artifacts/release-files/same", "a");
        _folder.Write("2/artifacts/release-files/same", "a");
        _folder.Write("1/artifacts/release-files/text", "a");
        _folder.Write("2/artifacts/release-files/text", "b");
        _folder.Write("1/artifacts/release-files/first", "a");
        _folder.Write("2/artifacts/release-files/second", "a");
        var report = await CompareAsync();
        report.IsSame.ShouldBeFalse();
        report.Text().ShouldBe($"""
            Commit {Commit} was built twice.
              first:  {_folder.At("1")}, this user, TZ=UTC, LC_ALL=C, umask 0022, files sorted
              second: {_folder.At("2")}, user 7, TZ=UTC, LC_ALL=C, umask 0022, files sorted
            1 of 4 files are the same, byte for byte.
            first
                onlyFirst: only the first build has it
            second
                onlySecond: only the second build has it
            text
                content: line 1 is 'a', and 'b' in the second build

            """);
        report.Save(_folder.At("artifacts/reproduction"));
        var json = await File.ReadAllTextAsync(_folder.At("artifacts/reproduction/reproduction.json"));
        EditorSchema.Errors("reproduction.schema.json", json).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_counts_for_its_own_commit_alone()
    {
        _folder.Write("1/artifacts/release-files/same", "a");
        _folder.Write("2/artifacts/release-files/same", "a");
        var paths = new ProjectPaths(_folder.Path);
        ReproductionReport.FindText(paths, Commit).ShouldBeNull();
        var report = await CompareAsync();
        report.IsSame.ShouldBeTrue();
        report.Save(ReproductionReport.FolderIn(paths));
        ReproductionReport.FindText(paths, Commit).ShouldNotBeNull();
        ReproductionReport.FindText(paths, Commit.Replace('0', '1')).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private Task<ReproductionReport> CompareAsync() => ReleaseReproduction.CompareAsync(
        Commit, new(_folder.At("1"), null, "UTC", "C", "0022", "sorted"),
        new(_folder.At("2"), 7, "UTC", "C", "0022", "sorted"), CancellationToken.None);
}
