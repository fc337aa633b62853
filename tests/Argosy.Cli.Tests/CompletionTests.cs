using Argosy.Processes;

namespace Argosy.Cli.Tests;

/// <summary>Completion, with the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public CompletionTests()
    {
        _folder.Script("bin/argosy", $"exec dotnet {Path.Combine(AppContext.BaseDirectory, "argosy.dll")} \"$@\"");
        _folder.Write("argosy.yaml",
            "project: {name: a, version: 1.0.0}\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n");
        _folder.Write("images/shop/image.yaml", "packages: [base-files]\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("argosy ca", "cache")]
    [InlineData("argosy cache ", "gc info key")]
    [InlineData("argosy doctor --in", "--install")]
    [InlineData("argosy images load sh", "shop")]
    [InlineData("argosy mirrors diff nu", "nuget")]
    [InlineData("argosy completion z", "zsh")]
    public async Task Bash_completes_commands_options_and_names(string line, string expected)
    {
        var script = await ScriptAsync("bash");
        var word = line[(line.LastIndexOf(' ') + 1)..];
        var words = line.Split(' ');
        var program = $"""
            source "$1"
            COMP_LINE='{line}'
            COMP_POINT={line.Length}
            COMP_WORDS=({string.Join(' ', words.Select(w => $"'{w}'"))})
            COMP_CWORD={words.Length - 1}
            _argosy argosy '{word}' ''
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;
        var offered = (await RunAsync("bash", "-c", program, "bash", script))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        expected.Split(' ').Except(offered).ShouldBeEmpty();
        offered.Where(o => !o.StartsWith(word, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fish_completes_commands_and_names()
    {
        var script = await ScriptAsync("fish");
        var offered = await RunAsync("fish", "--no-config", "-c",
            $"source {script}; complete -C 'argosy images l'; complete -C 'argosy images load sh'");
        offered.Split('\n').Select(l => l.Split('\t')[0]).ShouldBe(["list", "load", "shop", ""]);
    }

    [Fact]
    public async Task Zsh_takes_its_script()
    {
        var script = await ScriptAsync("zsh");
        (await RunAsync("zsh", "-n", script)).ShouldBeEmpty();
        (await RunAsync("zsh", "-f", "-c",
            $"autoload -Uz compinit; compinit -u -D; source {script}; print ${"{_comps[argosy]}"}"))
                .ShouldBe("_argosy\n");
    }

    private async Task<string> ScriptAsync(string shell) =>
        _folder.Write($"argosy.{shell}", await RunAsync("argosy", "completion", shell));

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        var command = new Command(program == "argosy" ? _folder["bin", "argosy"] : program, arguments)
        {
            Folder = _folder.Path,
            Environment = new Dictionary<string, string?> { ["PATH"] = path, ["HOME"] = _folder.Path },
        };
        return (await CommandRunner.Silent.RunAsync(command, CancellationToken.None)).Output;
    }
}
