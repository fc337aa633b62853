using System.Text.Json;

namespace Argosy.Cli.Tests;

public sealed class PipelinesCommandTests : IDisposable
{
    private const string Sound =
        "- job:\n    name: base\n    parent: null\n    run: run.yaml\n- project:\n    check:\n      jobs: [base]\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public PipelinesCommandTests() => File.WriteAllText(Path.Combine(_folder, "run.yaml"), "[]\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_sound_configuration_is_exit_code_0()
    {
        var run = await CheckAsync(Sound);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldEndWith("\n0 errors, 0 warnings, 2 notes in 2 objects of 1 file, 1 repository\n");
    }

    [Fact]
    public async Task Errors_are_grouped_by_file_and_exit_code_1()
    {
        var run = await CheckAsync("- job:\n    name: a\n    nodset: x\n", "--severity", "error");
        (run.ExitCode, run.Output).ShouldBe((1, """
            zuul.yaml
              3  error    ARG0648  a job has no attribute 'nodset'. Did you mean 'nodeset'?

            1 error, 0 warnings, 0 notes in 1 object of 1 file, 1 repository

            """));
    }

    [Fact]
    public async Task Warnings_fail_only_when_told_to()
    {
        const string Warned = Sound + "- pipeline:\n    name: p\n    manager: independent\n";
        (await CheckAsync(Warned)).ExitCode.ShouldBe(0);
        (await CheckAsync(Warned, "--strict", "--severity", "error")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Json_has_every_finding()
    {
        var run = await CheckAsync("- jobs: {}\n", "--json");
        var found = JsonDocument.Parse(run.Output).RootElement;
        found.GetProperty("errors").GetInt32().ShouldBe(1);
        var finding = found.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        (finding.GetProperty("id").GetString(), finding.GetProperty("severity").GetString(),
            finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32())
            .ShouldBe(("ARG0645", "error", "zuul.yaml", 1));
    }

    [Fact]
    public async Task Sarif_goes_to_a_file_beside_the_list_or_to_the_output()
    {
        var file = Path.Combine(_folder, "log.sarif");
        (await CheckAsync(Sound, "--sarif", file)).Output.ShouldContain("0 errors");
        var log = await File.ReadAllTextAsync(file);
        JsonDocument.Parse(log).RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        (await CheckAsync(Sound, "--sarif", "-")).Output.ShouldBe(log);
    }

    [Theory]
    [InlineData("argosy pipelines", "pipelines")]
    [InlineData("argosy pipelines check", "pipelines", "check", "--severity", "fatal")]
    [InlineData("argosy pipelines check", "pipelines", "check", "--json", "--sarif", "-")]
    [InlineData("argosy pipelines freeze", "pipelines", "freeze", "project")]
    public async Task A_mistake_in_the_command_line_is_exit_code_2(string command, params string[] arguments)
    {
        var run = await CliRun.OfAsync(_folder, arguments);
        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldEndWith($"\nTry: {command} --help\n");
    }

    [Fact]
    public async Task Where_nothing_is_to_be_checked_that_is_an_error()
    {
        var run = await CliRun.OfAsync(_folder, "pipelines", "check", Path.Combine(_folder, "absent"));
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith($"ARG0646 {_folder}/absent: no Zuul configuration is here. ");
    }

    [Theory]
    [InlineData("--as", "a@", "'a@' is not a project's name, or name@branch")]
    [InlineData("--branch-folder", "old", "--branch-folder takes branch=folder")]
    [InlineData("--zuul-version", "99", "'99' is not a version from 5.0 to 14.3")]
    [InlineData("--tenant-name", "t", "--tenant-name needs --tenant")]
    public async Task What_an_option_takes_is_said(string option, string value, string expected)
    {
        var run = await CliRun.OfAsync(_folder, "pipelines", "check", "--folder", _folder, option, value);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith($"argosy: {expected}");
    }

    [Fact]
    public async Task Check_takes_its_folder_as_the_other_commands_do_and_a_version()
    {
        File.WriteAllText(Path.Combine(_folder, "zuul.yaml"), "- job: {name: a, pre-timeout: 5}\n");
        (await CliRun.OfAsync(_folder, "pipelines", "check", "--folder", _folder)).ExitCode.ShouldBe(0);
        var old = await CliRun.OfAsync(_folder, "pipelines", "check", "--folder", _folder, "--zuul-version", "11.3");
        old.ExitCode.ShouldBe(1);
        old.Output.ShouldContain("ARG0629  a job has 'pre-timeout' from Zuul 12.0 on, but this is 11.3");
    }

    [Fact]
    public async Task Freeze_shows_jobs_and_origins()
    {
        File.WriteAllText(Path.Combine(_folder, "zuul.yaml"), Sound);
        var run = await CliRun.OfAsync(_folder, "pipelines", "freeze", "owner/name", "check", "--path", _folder);
        (run.ExitCode, run.Output)
            .ShouldBe((0, "owner/name, check, branch master: 1 job\n\nbase\n  run  run.yaml  zuul.yaml:4\n"));
        var json = JsonDocument.Parse(
            (await CliRun.OfAsync(_folder, "pipelines", "freeze", "owner/name", "check", "--path", _folder, "--json"))
                .Output).RootElement;
        json.GetProperty("jobs")[0].GetProperty("attributes")[0].GetProperty("line").GetInt32().ShouldBe(4);
    }

    private async Task<CliRun> CheckAsync(string yaml, params string[] options)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "zuul.yaml"), yaml);
        return await CliRun.OfAsync(_folder, ["pipelines", "check", _folder, .. options]);
    }
}
