using System.Text.Json.Nodes;
using Argosy.Artifacts;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.MainJob;

[Trait("Category", "EndToEnd")]
public class ReportTests
{
    private static readonly string s_text = File.ReadAllText(Repository.At("artifacts/report.json"));
    private static readonly Report s_report = Report.Of(Repository.Root);

    [Fact]
    public void The_report_fits_its_schema() => EditorSchema.Errors("report.schema.json", s_text).ShouldBeEmpty();

    [Theory]
    [InlineData("digest", "sha256:short")]
    [InlineData("kind", "boat")]
    [InlineData("proof", "perhaps")]
    public void The_schema_refuses_what_a_report_never_says(string property, string value)
    {
        var report = JsonNode.Parse(s_text)!;
        report["artifacts"]![0]![property] = value;
        EditorSchema.Errors("report.schema.json", report.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_file_that_is_shipped_is_reported()
    {
        var reported = s_report.Artifacts.Select(a => a.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (folder, pattern) in new[]
        {
            ("packages", "*.*nupkg"), ("wheels", "*.whl"), ("debs", "*.deb"), ("native", "libargosy_rdma.so.*")
        })
        {
            var files = new DirectoryInfo(Repository.At($"artifacts/{folder}"))
                .EnumerateFiles(pattern, SearchOption.AllDirectories);
            foreach (var file in files.Where(f => f.LinkTarget is null))
                reported.ShouldContain(Path.GetRelativePath(Repository.Root, file.FullName));
        }
    }

    [Fact]
    public void Every_digest_and_size_is_the_files_own()
    {
        foreach (var artifact in s_report.Artifacts
            .Where(a => a.Kind is not (ArtifactKind.Index or ArtifactKind.Image)))
        {
            Digest.OfFile(Repository.At(artifact.Path)).ToString().ShouldBe(artifact.Digest, artifact.Path);
            new FileInfo(Repository.At(artifact.Path)).Length.ShouldBe(artifact.Size, artifact.Path);
        }
    }

    [Fact]
    public void An_images_digest_is_its_manifests_and_an_indexs_the_layouts()
    {
        foreach (var artifact in s_report.Artifacts.Where(a => a.Kind == ArtifactKind.Image))
            Digest.OfFile(Repository.At(artifact.Path)).ToString().ShouldBe(artifact.Digest, artifact.Name);
        foreach (var artifact in s_report.Artifacts.Where(a => a.Kind == ArtifactKind.Index))
        {
            var layout = JsonNode.Parse(File.ReadAllText(Repository.At($"{artifact.Path}/index.json")))!;
            layout["manifests"]!.AsArray().Single()!["digest"]!.GetValue<string>().ShouldBe(artifact.Digest);
        }
    }

    [Fact]
    public void Every_artifact_took_time_and_has_a_size()
    {
        foreach (var artifact in s_report.Artifacts)
        {
            // A wheel's folder is a copy of files that other tasks made: within the millisecond that times are rounded
            // to.
            if (artifact.Kind != ArtifactKind.Wheel) artifact.Seconds.ShouldBeGreaterThan(0, artifact.Path);
            artifact.Size.ShouldBeGreaterThan(0, artifact.Path);
        }
    }

    [Fact]
    public void Every_artifact_is_proven_or_says_why_it_could_not_be() =>
        Proven.Shortcomings(s_report).ShouldBeEmpty();
}
