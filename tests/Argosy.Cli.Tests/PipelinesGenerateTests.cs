using System.Text.Json;

namespace Argosy.Cli.Tests;

public sealed class PipelinesGenerateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public PipelinesGenerateTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pipelines"));
        File.WriteAllText(Path.Combine(_folder, "argosy.yaml"),
            "project: {name: courier, version: 1.0.0}\narchitectures: [x64]\ndistributions: [debian-12]\n");
        File.WriteAllText(Path.Combine(_folder, "pipelines", "jobs.yaml"), """
            pipelines-file: zuul.d/pipelines.yaml
            jobs: {courier-unit: {parent: tox, timeout: 600}}
            templates: {courier-jobs: {description: All there is., pipelines: {check: [courier-unit]}}}
            existing-pipelines: [check]

            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_writes_nothing()
    {
        var run = await Generate("--dry-run", "--json");
        run.Error.ShouldBe("");
        var document = JsonDocument.Parse(run.Output).RootElement;
        document.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        document.GetProperty("changes").EnumerateArray().Select(c =>
            (c.GetProperty("change").GetString(), c.GetProperty("path").GetString(), c.GetProperty("added").GetInt32()))
            .ShouldBe(
            [
                ("create", "zuul.d/jobs.yaml", 6), ("create", "zuul.d/project-templates.yaml", 8),
                ("create", "zuul.d/project.yaml", 5)
            ]);
        Directory.Exists(Path.Combine(_folder, "zuul.d")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_generated_stays_and_what_was_edited_is_made_anew()
    {
        (await Generate()).Output.ShouldEndWith($"3 of 3 files changed in {_folder}\n");
        (await Generate()).Output.ShouldBe($"0 of 3 files changed in {_folder}\n");
        var jobs = Path.Combine(_folder, "zuul.d", "jobs.yaml");
        var made = await File.ReadAllTextAsync(jobs);
        await File.WriteAllTextAsync(jobs, made.Replace("600", "900\n    attempts: 1", StringComparison.Ordinal));
        (await Generate()).Output.ShouldStartWith("change  zuul.d/jobs.yaml  +1 -2\n");
        (await File.ReadAllTextAsync(jobs)).ShouldBe(made);
    }

    [Fact]
    public async Task A_config_repository_configures_its_projects_elsewhere()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "pipelines", "projects.yaml"),
            "projects: {courier/courier: {pipelines: {check: [courier-unit]}}}\n");
        var target = Path.Combine(_folder, "config");
        var run = await Generate("--layout", "config-repo", "--output", target);
        run.ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(target, "zuul.d", "projects.yaml"))).ShouldEndWith(
            "- project:\n    name: courier/courier\n    check:\n      jobs:\n        - courier-unit\n");
    }

    [Theory]
    [InlineData(2, "argosy: 'zul' is not zuul, github or gitlab\n", "--format", "zul")]
    [InlineData(1, "ARG0623 pipelines: nothing says what GitHub's runners are called", "--format", "github")]
    public async Task Errors_have_their_remedy(int exitCode, string error, params string[] arguments)
    {
        var run = await Generate(arguments);
        run.ExitCode.ShouldBe(exitCode);
        run.Error.ShouldStartWith(error);
    }

    private Task<CliRun> Generate(params string[] arguments) =>
        CliRun.OfAsync(_folder, ["pipelines", "generate", "--folder", _folder, .. arguments]);
}
