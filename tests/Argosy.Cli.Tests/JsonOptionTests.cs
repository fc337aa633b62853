using System.Text.Json;
using System.Text.RegularExpressions;

namespace Argosy.Cli.Tests;

/// <summary>A command whose output a program may read has --json, and docs/json.md has its document.</summary>
public sealed partial class JsonOptionTests : IDisposable
{
    // Commands whose output has another form, with the reason.
    private static readonly Dictionary<string, string> s_without = new()
    {
        ["argosy completion"] = "a shell script",
        ["argosy images run"] = "the container's own output",
        ["argosy mirrors nginx"] = "nginx's configuration",
    };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_command_has_the_option_or_is_listed_with_a_reason() => CommandTree.Leaves
        .Where(l => l.Command.Options.Any(o => o.Name == "--json") == s_without.ContainsKey(l.Name))
        .Select(l => l.Name).ShouldBeEmpty();

    [Fact]
    public void Each_listed_command_exists() =>
        s_without.Keys.Except(CommandTree.Leaves.Select(l => l.Name)).ShouldBeEmpty();

    [Fact]
    public void The_documentation_has_each_command() => Documented().Keys.Order(StringComparer.Ordinal)
        .ShouldBe(CommandTree.Leaves.Select(l => l.Name).Except(s_without.Keys).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("argosy cache info", "cache", "info")]
    [InlineData("argosy cache gc", "cache", "gc", "--max", "1GB", "--dry-run")]
    [InlineData("argosy init", "init", "FOLDER", "--dry-run")]
    [InlineData("argosy man", "man", "--output", "FOLDER/man")]
    public async Task A_document_has_the_keys_that_are_documented(string command, params string[] arguments)
    {
        string[] given = [.. arguments.Select(a => a.Replace("FOLDER", _folder.Path, StringComparison.Ordinal)),
            "--json"];
        var run = await CliRun.OfAsync(_folder["cache"], given);
        run.ExitCode.ShouldBe(0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var documented = Documented()[command];
        document.RootElement.EnumerateObject().Select(p => p.Name).Except(documented).ShouldBeEmpty();
    }

    private static Dictionary<string, IReadOnlyList<string>> Documented() =>
        File.ReadLines(Repository.At("docs/json.md"))
        .Select(l => Row().Match(l)).Where(m => m.Success)
        .ToDictionary(m => m.Groups[1].Value, m =>
            (IReadOnlyList<string>)[.. Name().Matches(m.Groups[2].Value).Select(n => n.Groups[1].Value)]);

    [GeneratedRegex(@"^\| `(argosy [a-z ]+)` \| (.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();
}
