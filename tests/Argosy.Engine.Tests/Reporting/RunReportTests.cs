using System.Text.Json.Nodes;
using Argosy.Artifacts;
using Argosy.Artifacts.Journal;
using Argosy.Engine.Reporting;

namespace Argosy.Engine.Tests.Reporting;

public sealed class RunReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_tells_disproved_inconclusive_below_proven_and_untried_apart()
    {
        var report = Report(
            ("a", [new("", ProofLevel.Runs, "ran") { Asked = ProofLevel.Runs }]),
            ("b", [new("", ProofLevel.Loads, "loaded") { Asked = ProofLevel.Runs }]),
            ("c", [new("", ProofLevel.Runs, "no podman", Inconclusive: true) { Asked = ProofLevel.Runs }]),
            ("d", [new("", ProofLevel.Fits, "fits"),
                new("", ProofLevel.Runs, "exit code 1") { Asked = ProofLevel.Runs, Disproved = true }]),
            ("e", []));

        Words(report, "verdict").ShouldBe(["proven", "below", "inconclusive", "disproved", "untried"]);
        Words(report, "proof").ShouldBe(["runs", "loads", "built", "fits", "built"]);
        Words(report, "asked").ShouldBe(["runs", "runs", "runs", "runs", null]);
        Words(report, "disproved").ShouldBe([null, null, null, "exit code 1", null]);
        EditorSchema.Errors("report.schema.json", report.ToJsonString()).ShouldBeEmpty();
    }

    [Fact]
    public void A_proof_of_other_bytes_says_nothing()
    {
        var report = Report(("a", [new("", ProofLevel.Runs, "ran") { Content = Digest.Of("what was built before") }]));
        Words(report, "verdict").ShouldBe(["untried"]);
        Words(report, "proof").ShouldBe(["built"]);
    }

    [Fact]
    public void Of_two_tasks_with_one_path_the_later_is_reported()
    {
        using var workspace = new Workspace(_folder);
        Directory.CreateDirectory(Path.Combine(_folder, "artifacts"));
        foreach (var (task, ended) in ((string, long)[])[("New", 2), ("Old", 1)])
        {
            File.WriteAllText(Path.Combine(_folder, "artifacts/a"), task);
            var artifact = Artifact.OfFile(_folder, "artifacts/a", ArtifactKind.Native, "x64");
            workspace.Journal.Add(
                new TaskRecord(task, default, artifact.Digest, null) { Artifacts = [artifact], Ended = ended });
        }

        RunReport.Write(workspace, []);
        var report = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "artifacts/report.json")))!;
        Words(report, "task").ShouldBe(["New"]);
    }

    private static IEnumerable<string?> Words(JsonNode report, string property) =>
        report["artifacts"]!.AsArray().Select(a => a![property]?.GetValue<string>());

    private JsonNode Report(params (string Name, Proof[] Proofs)[] artifacts)
    {
        using var workspace = new Workspace(_folder);
        var proofs = new List<Proof>();
        foreach (var (name, own) in artifacts)
        {
            var path = $"artifacts/{name}";
            Directory.CreateDirectory(Path.Combine(_folder, "artifacts"));
            File.WriteAllText(Path.Combine(_folder, path), name);
            var artifact = Artifact.OfFile(_folder, path, ArtifactKind.Native, "x64");
            proofs.AddRange(own.Select(p => p with { Path = path, Content = p.Content ?? artifact.Digest }));
            workspace.Journal.Add(
                new TaskRecord($"Make-{name}", default, Digest.Of(name), null) { Artifacts = [artifact] });
        }

        RunReport.Write(workspace, proofs);
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "artifacts/report.json")))!;
    }
}
