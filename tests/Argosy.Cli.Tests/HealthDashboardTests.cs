namespace Argosy.Cli.Tests;

public sealed class HealthDashboardTests : IDisposable
{
    private const string Figures = """
        {"schemaVersion": 1, "advice": [], "report": {"tenant": "t", "from": "2025-01-06T00:00:00+00:00", "until": "2025-01-13T00:00:00+00:00", "jobs": [
          {"project": "p", "job": "unit", "family": "unit", "architecture": "arm64", "pipeline": "check", "voting": true,
           "counts": {"passed": 9, "failed": 1, "timedOut": 0, "nodeFailures": 0, "withoutVerdict": 0},
           "passRate": {"value": 0.9, "low": 0.6, "high": 0.98, "of": 10}, "flakiness": null, "duration": null, "ratioToX64": null,
           "longestFailures": 1, "weeks": [{"start": "2025-01-06T00:00:00+00:00", "verdicts": 10, "passed": 9, "p50": 60}]}]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-").FullName;

    [Fact]
    public async Task A_folder_gets_a_page_and_its_size_is_said()
    {
        var run = await RunAsync("--from", Write("health.json", Figures), "--output", At("site"));
        run.ShouldSatisfyAllConditions(
            () => run.Error.ShouldBe(""), () => run.ExitCode.ShouldBe(0),
            () => run.Output.ShouldStartWith(At("site/index.html (")));
        File.ReadAllText(At("site/index.html")).ShouldContain("90.0\u00a0%");
    }

    [Fact]
    public async Task A_file_is_written_under_its_own_name_twice_the_same()
    {
        var from = Write("health.json", Figures);
        await RunAsync("--from", from, "--output", At("one.html"));
        await RunAsync("--from", from, "--output", At("two.html"));
        File.ReadAllBytes(At("one.html")).ShouldBe(File.ReadAllBytes(At("two.html")));
    }

    [Fact]
    public async Task A_dash_is_the_standard_input()
    {
        var run = await CliRun.FedAsync(_folder, Figures,
            "health", "dashboard", "--from", "-", "--folder", _folder, "--output", At("page.html"));
        run.Error.ShouldBe("");
        File.Exists(At("page.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_projects_mirrors_are_compared_with_its_model()
    {
        Write("argosy.yaml",
            "project: {name: p, version: 1.0.0}\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n");
        Write("artifacts/mirror/wheel/debian-12-aarch64/a/alpha/alpha-1.whl", "");
        await RunAsync("--from", Write("health.json", Figures), "--output", At("page.html"));
        var page = File.ReadAllText(At("page.html"));
        page.ShouldContain("<bdi>debian-12-x64</bdi>");
        page.ShouldContain("1\u00a0platform without wheels");
    }

    [Theory]
    [InlineData("no JSON", "ARG0695")]
    [InlineData("""{"schemaVersion": 99}""", "ARG0696")]
    public async Task A_file_that_is_none_is_one_line_and_no_page(string text, string id)
    {
        var run = await RunAsync("--from", Write("health.json", text), "--output", At("page.html"));
        run.ExitCode.ShouldBe(1);
        run.Error.TrimEnd().ShouldStartWith($"{id} {At("health.json")}");
        run.Error.TrimEnd().ShouldNotContain("\n");
        File.Exists(At("page.html")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_an_output_nothing_is_written()
    {
        var run = await RunAsync("--from", Write("health.json", Figures));
        run.ExitCode.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<CliRun> RunAsync(params string[] arguments) =>
        CliRun.OfAsync(_folder, ["health", "dashboard", "--folder", _folder, .. arguments]);

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
