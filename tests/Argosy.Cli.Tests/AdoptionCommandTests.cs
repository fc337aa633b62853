using System.Text.Json;

namespace Argosy.Cli.Tests;

/// <summary>`argosy init` and `argosy doctor` as users run them.</summary>
public sealed class AdoptionCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dry_run_writes_nothing_and_says_what_it_would()
    {
        _folder.Write("CMakeLists.txt", "project(demo VERSION 1.2.3 LANGUAGES C)\n");
        var run = await RunAsync("init", _folder.Path, "--dry-run");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("demo 1.2.3 (guessed from CMakeLists.txt:1)\n  native  demo  CMakeLists.txt:1\n");
        run.Output.ShouldContain("would create  argosy.yaml\n");
        _folder.Files().ShouldBe(["CMakeLists.txt"]);
    }

    [Fact]
    public async Task A_new_project_can_be_examined()
    {
        _folder.Write("CMakeLists.txt", "project(demo VERSION 1.2.3 LANGUAGES C)\n");
        (await RunAsync("init", _folder.Path)).ExitCode.ShouldBe(0);
        var run = await RunAsync("doctor", "--folder", _folder.Path, "--json");
        EditorSchema.Errors("doctor.schema.json", run.Output).ShouldBeEmpty();
        using var document = JsonDocument.Parse(run.Output);
        document.RootElement.GetProperty("ready").GetBoolean().ShouldBe(run.ExitCode == 0);
        document.RootElement.GetProperty("rooms").EnumerateArray().Select(r => r.GetString()).ShouldBe(["native"]);
    }

    [Fact]
    public async Task A_table_has_no_colours_outside_of_a_terminal()
    {
        (await RunAsync("init", _folder.Path)).ExitCode.ShouldBe(0);
        var run = await RunAsync("doctor", "--folder", _folder.Path);
        run.Output.ShouldContain(".NET SDK");
        run.Output.ShouldNotContain("\e");
    }

    [Fact]
    public async Task A_file_can_be_printed_alone()
    {
        var run = await RunAsync("init", _folder.Path, "--print=build.cake", "--name=demo");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("RegisterArgosyTasks");
        (await RunAsync("init", _folder.Path, "--print=nothing")).Error.ShouldStartWith("ARG0119");
        _folder.Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_without_a_model_is_an_error()
    {
        var run = await RunAsync("doctor", "--folder", _folder.Path);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("ARG0110 argosy.yaml");
    }

    [Fact]
    public async Task A_malformed_file_is_a_warning()
    {
        _folder.Write("meson.build", "project('a'\n");
        var run = await RunAsync("init", _folder.Path, "--dry-run");
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldStartWith("warning: ARG0911 meson.build:2:");
    }

    private static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using var caches = new TestFolder();
        return await CliRun.OfAsync(caches.Path, arguments);
    }
}
