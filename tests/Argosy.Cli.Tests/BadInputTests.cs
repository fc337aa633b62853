using Argosy.Artifacts.Journal;

namespace Argosy.Cli.Tests;

/// <summary>Every command answers bad input with an exit code and an id: 2 for the command line, 1 for errors in the
/// input.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2, "argosy: ", "explain")]
    [InlineData(1, "ARG0221 ", "explain", "Native-x64", "--folder", "FOLDER")]
    [InlineData(2, "argosy: ", "explain", "Native", "--flder", "FOLDER")]
    [InlineData(2, "argosy: ", "cache", "gc", "--max", "much")]
    [InlineData(2, "argosy: ", "cache", "infos")]
    [InlineData(1, "ARG0646 ", "pipelines", "check", "FOLDER/absent")]
    [InlineData(2, "argosy: ", "pipelines", "check", "FOLDER", "--severity", "fatal")]
    [InlineData(2, "argosy: ", "pipelines", "freeze", "owner/name")]
    [InlineData(1, "ARG0110 ", "pipelines", "generate", "--folder", "FOLDER/absent")]
    [InlineData(2, "argosy: ", "pipelines", "generate", "--format", "zul")]
    [InlineData(2, "argosy: ", "devstack", "show")]
    [InlineData(2, "argosy: ", "devstack", "show", "mixed", "--format", "xml")]
    [InlineData(1, "ARG0110 ", "devstack", "show", "mixed", "--folder", "FOLDER")]
    [InlineData(2, "argosy: ", "health", "update")]
    [InlineData(2, "argosy: ", "health", "show", "--arch", "mips")]
    [InlineData(2, "argosy: ", "health", "show", "--since", "soon")]
    [InlineData(1, "ARG06", "health", "import", "FOLDER/absent.json", "--database", "FOLDER/h.sqlite")]
    [InlineData(2, "argosy: ", "health", "promote", "--pull-request")]
    [InlineData(2, "argosy: ", "health", "dashboard")]
    [InlineData(2, "argosy: ", "stash")]
    public async Task Bad_input_has_its_exit_code_and_id(int exitCode, string start, params string[] arguments)
    {
        var run = await CliRun.OfAsync(
            _folder, [.. arguments.Select(a => a.Replace("FOLDER", _folder, StringComparison.Ordinal))]);
        (run.ExitCode, run.Output).ShouldBe((exitCode, ""));
        run.Error.ShouldStartWith(start);
        run.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Nativ-x64", "Did you mean 'Native-x64'?")]
    [InlineData("Native", "Name one of: Native-arm64, Native-x64.")]
    [InlineData("Something", "Give a name as the table")]
    public async Task Explaining_what_isnt_on_record_is_an_error(string task, string remedy)
    {
        using (var journal = TaskJournal.Open(Path.Combine(_folder, ".argosy", "journal")))
            journal.Add(new RunRecord(1, "build", ["Native-x64", "Native-arm64", "Pack"], ["Native-x64"], ["Pack"]));
        var run = await CliRun.OfAsync(_folder, "explain", task, "--folder", _folder);
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith($"ARG0119 .argosy/journal: no task '{task}' is on record. {remedy}");
        (await CliRun.OfAsync(_folder, "explain", "pack", "--folder", _folder)).ExitCode.ShouldBe(0);
    }
}
