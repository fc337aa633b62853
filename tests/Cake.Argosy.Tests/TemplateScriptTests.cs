using System.Diagnostics;
using System.Text.RegularExpressions;
using Argosy.Platforms;

namespace Cake.Argosy.Tests;

/// <summary>The template's <c>build.sh</c>, with a <c>dotnet</c> that only records what it is called with.</summary>
public sealed partial class TemplateScriptTests : IDisposable
{
    private const string Recorder = """
        #!/bin/bash
        printf '%s\n' "${*/$NUGET_PACKAGES/packages}" >> calls
        case "$*" in
          'tool restore')
            mkdir -p "$NUGET_PACKAGES"/{cake.tool/7.0.0/tools/net10.0/any,argosy.tool/1.2.3,argosy.tool/1.3.0}
            touch "$NUGET_PACKAGES/cake.tool/7.0.0/tools/net10.0/any/Cake.dll"
            ;;
          'argosy --help') [[ ! -f knows-doctor ]] || printf 'Commands:\n  doctor  What the machine lacks.\n' ;;
          'argosy doctor '*) [[ ! -f lacks-something ]] ;;
        esac
        """;

    private const string Cake = "packages/cake.tool/7.0.0/tools/net10.0/any/Cake.dll";

    private readonly TestFolder _folder = new();

    public TemplateScriptTests()
    {
        foreach (var file in (string[])["build.sh", "argosy.yaml", ".config/dotnet-tools.json"])
            _folder.Write(file, File.ReadAllText(Repository.At($"templates/argosy/{file}"))
                .Replace("@version@", "1.2.3", StringComparison.Ordinal));
        Program("bin/dotnet", Recorder);
        _folder.Write("knows-doctor", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_run_restores_the_tools_and_asks_what_the_machine_lacks()
    {
        (await RunAsync("Native", "-j", "2")).ExitCode.ShouldBe(0);
        Calls().ShouldBe(
        [
            "--version", "tool restore", "argosy --help", "argosy doctor --install --quiet --target=Native",
            $"{Cake} --target=Native --jobs=2",
        ]);
    }

    [Fact]
    public async Task The_next_run_of_a_target_starts_Cake_alone()
    {
        await RunAsync("--target=Native");
        await RunAsync("--target=Pack");
        Calls();
        await RunAsync("--target=Native");
        await RunAsync("--target=Pack");
        Calls().ShouldBe([$"{Cake} --target=Native", $"{Cake} --target=Pack"]);
    }

    [Fact]
    public async Task A_changed_model_is_checked_again()
    {
        await RunAsync();
        Calls();
        File.SetLastWriteTimeUtc(_folder.At("argosy.yaml"), DateTime.UtcNow.AddMinutes(1));
        await RunAsync();
        Calls().ShouldBe(["argosy --help", "argosy doctor --install --quiet --target=Default", Cake]);
    }

    [Fact]
    public async Task A_machine_that_lacks_something_ends_the_build()
    {
        _folder.Write("lacks-something", "");
        (await RunAsync("--no-install")).ExitCode.ShouldBe(1);
        Calls()[^1].ShouldBe("argosy doctor --quiet --target=Default");
    }

    [Fact]
    public async Task A_tool_without_that_command_is_named_and_the_build_goes_on()
    {
        File.Delete(_folder.At("knows-doctor"));
        var run = await RunAsync();
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldContain("Argosy 1.2.3 can't check this machine");
        Calls()[^1].ShouldBe(Cake);
    }

    [Fact]
    public async Task A_new_version_removes_the_module_of_the_old_one()
    {
        await RunAsync();
        _folder.Write(".argosy/cake/Modules/Cake.Argosy.Module.1.2.3/a.dll", "");
        _folder.Write(".argosy/cake/Addins/Cake.Argosy.1.3.0/a.dll", "");
        var manifest = File.ReadAllText(_folder.At(".config/dotnet-tools.json"));
        _folder.Write(
            ".config/dotnet-tools.json", manifest.Replace("\"1.2.3\"", "\"1.3.0\"", StringComparison.Ordinal));
        await RunAsync();
        Directory.Exists(_folder.At(".argosy/cake/Modules/Cake.Argosy.Module.1.2.3")).ShouldBeFalse();
        Directory.Exists(_folder.At(".argosy/cake/Addins/Cake.Argosy.1.3.0")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, true)]
    public async Task The_modules_program_answers_a_run_without_work(int answer, bool starts)
    {
        await RunAsync();
        Calls();
        _folder.Write(".argosy/journal", "");
        var folder = $"Cake.Argosy.Module.1.2.3/runtimes/linux-{Host.Detect().Architecture}/native";
        Program($".argosy/cake/Modules/{folder}/argosy-noop", $"#!/bin/bash\necho asked \"$@\"\nexit {answer}\n");
        (await RunAsync("--jobs", "2")).Output.ShouldBe("asked --jobs=2\n");
        string[] wanted = starts ? [$"{Cake} --jobs=2"] : [];
        Calls().ShouldBe(wanted);
    }

    [Theory]
    [InlineData("--tree", "--tree --skip-bootstrap")]
    [InlineData("--bootstrap", "--bootstrap")]
    public async Task Cake_asks_for_no_module_that_is_there(string argument, string arguments)
    {
        await RunAsync();
        Calls();
        _folder.Write(".argosy/cake/Modules/Cake.Argosy.Module.1.2.3/lib/net10.0/a.dll", "");
        await RunAsync(argument);
        Calls().ShouldBe([$"{Cake} {arguments}"]);
    }

    [Theory]
    [InlineData("ARG0727 command line: --arch has no value", "--arch")]
    [InlineData("ARG0723 command line: an argument is empty", "")]
    [InlineData("ARG0738 .config/dotnet-tools.json: it has no version of argosy.tool", "--tree")]
    public async Task A_mistake_has_its_id(string start, string argument)
    {
        if (argument == "--tree")
            _folder.Write(".config/dotnet-tools.json", """{"tools": {"cake.tool": {"version": "7.0.0"}}}""");
        var run = await RunAsync(argument);
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith(start);
    }

    [Fact]
    public void Its_options_are_those_of_this_repository_without_what_only_that_has()
    {
        Options("build.sh").Except(Options("templates/argosy/build.sh")).ShouldBe(["--fuzz-seconds="]);
        Options("templates/argosy/build.sh").Except(Options("build.sh")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Options(string script) =>
        Option().Matches(File.ReadAllText(Repository.At(script)).Split("TEXT\n")[0].Split("<<'TEXT'")[^1])
            .Select(m => m.Groups[1].Value).ToHashSet();

    // The recorded calls since the last time.
    private IReadOnlyList<string> Calls()
    {
        var file = _folder.At("calls");
        if (!File.Exists(file)) return [];
        var calls = File.ReadAllLines(file);
        File.Delete(file);
        return [.. calls.Select(c => c.Trim())];
    }

    private void Program(string path, string text) => File.SetUnixFileMode(
        _folder.Write(path, text), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["build.sh", .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["NUGET_PACKAGES"] = _folder.At("packages");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    [GeneratedRegex(@"(?:^  |, )(--[a-z][a-z-]*=?)", RegexOptions.Multiline)]
    private static partial Regex Option();
}
