using Argosy.Processes;

namespace Argosy.Cli.Tests;

/// <summary>Manual pages, checked by groff.</summary>
public sealed class ManPageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_command_has_a_page()
    {
        var pages = ManPage.All(CommandLine.Root()).Select(p => p.Name).ToList();
        CommandTree.Leaves.Select(l => $"{l.Name.Replace(' ', '-')}.1").Except(pages).ShouldBeEmpty();
        pages.ShouldContain("argosy.1");
        pages.ShouldContain("argosy-cache-key.1");
    }

    [Fact]
    public async Task Groff_finds_nothing_to_complain_of()
    {
        foreach (var (name, text) in ManPage.All(CommandLine.Root())) _folder.Write(name, text);
        var result = await CommandRunner.Silent.TryRunAsync(
            new Argosy.Processes.Command("groff",
                ["-man", "-Tutf8", "-z", "-ww", "-Kutf8", .. _folder.Files().Select(f => _folder[f])]),
            CancellationToken.None);
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_shows_what_the_command_takes()
    {
        var run = await CliRun.OfAsync(_folder["cache"], "man", "cache", "gc");
        run.ExitCode.ShouldBe(0, run.Error);
        var path = _folder.Write("gc.1", run.Output);
        var shown = await CommandRunner.Silent.RunAsync(
            new Argosy.Processes.Command("groff", "-man", "-Tascii", "-P-cbou", path), CancellationToken.None);
        // Lines are broken by the page's width.
        var words = string.Join(' ', shown.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        words.ShouldContain("argosy-cache-gc - removes what was longest unused, beside running builds too");
        words.ShouldContain("--max=size");
        words.ShouldContain("argosy-cache(1)");
    }

    [Fact]
    public async Task An_unknown_command_is_an_error_that_suggests_one()
    {
        var run = await CliRun.OfAsync(_folder["cache"], "man", "cach");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("Did you mean 'cache'?");
    }
}
