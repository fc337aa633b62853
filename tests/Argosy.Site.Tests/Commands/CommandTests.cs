using System.Diagnostics;
using Argosy.Cli.Reference;

namespace Argosy.Site.Tests.Commands;

/// <summary>Each command of the documentation is parsed by the program that it starts: a renamed target, option or
/// command is found.</summary>
public sealed class CommandTests
{
    // Programs of others, which their own documentation describes; the reason is why one is named here.
    private static readonly Dictionary<string, string> s_others = new()
    {
        ["apt-get"] = "reads the archive of Debian packages",
        ["clang-format"] = "formats C",
        ["cosign"] = "verifies our signatures; a test of images has the same lines",
        ["curl"] = "fetches a key",
        ["echo"] = "writes a file of settings",
        ["git"] = "tags a release",
        ["gpg"] = "makes a key",
        ["openssl"] = "verifies a signature",
        ["pip"] = "reads the mirror of wheels",
        ["podman"] = "runs an image",
        ["python3"] = "serves the site",
        ["sha256sum"] = "checks digests",
        ["skopeo"] = "reads an image",
    };

    // Commands of the .NET SDK whose arguments are a user's own, or come from a registry.
    private static readonly string[] s_sdk = ["new", "nuget", "tool", "argosy", "cake"];

    // The parser of build.sh, on all its command lines: an argument that is empty ends one.
    private const string Reader = """
        set -euo pipefail
        eval "$(sed -n '/^usage() {/,/^}/p' build.sh)"
        . build/arguments.sh
        while IFS= read -r -d '' line; do
          mapfile -t words <<< "$line"
          (
            fail() { echo "$1" >&3; exit 1; }
            install=yes arguments=()
            read_arguments "${words[@]:1}" > /dev/null
          ) 3>&1 || echo "    in ${words[0]}"
        done
        """;

    [Fact]
    public void Each_program_is_ours_or_listed() => DocumentedCommand.All
        .Where(c => c.Words[0] is not ("./build.sh" or "argosy" or "dotnet") && !s_others.ContainsKey(c.Words[0]))
        .Select(c => c.ToString()).ShouldBeEmpty();

    [Fact]
    public void Each_listed_program_is_still_named() =>
        s_others.Keys.Except(DocumentedCommand.All.Select(c => c.Words[0])).ShouldBeEmpty();

    [Fact]
    public void A_block_with_commands_is_marked_as_one() => DocumentedCommand.Unmarked.ShouldBeEmpty();

    [Fact]
    public async Task Build_takes_each_target_and_option()
    {
        var commands = DocumentedCommand.All.Where(c => c.Words[0] is "./build.sh").ToList();
        commands.Count.ShouldBeGreaterThan(15);
        (await ReadAsync(commands)).ShouldBe("");
    }

    [Fact]
    public async Task Another_targets_or_options_name_would_be_found()
    {
        (await ReadAsync([new("a.md", 3, ["./build.sh", "--target=Nativ"])])).ShouldContain("ARG0701");
        (await ReadAsync([new("a.md", 3, ["./build.sh", "--locks"])])).ShouldContain("in a.md:3");
        (await ReadAsync([new("a.md", 3, ["./build.sh", "Native", "-k"])])).ShouldBe("");
    }

    [Fact]
    public void Argosy_takes_each_command_and_option()
    {
        var commands = DocumentedCommand.All
            .Where(c => c.Words[0] == "argosy" || c.Words is ["dotnet", "argosy", ..]).ToList();
        commands.Count.ShouldBeGreaterThan(15);
        commands.SelectMany(c => Mistakes(c, c.Words.SkipWhile(w => w != "argosy").Skip(1))).ShouldBeEmpty();
        Mistakes(new("a.md", 1, []), ["cache", "clean"]).ShouldNotBeEmpty();
        Mistakes(new("a.md", 1, []), ["explain", "x", "--jsn"]).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_the_SDK_is_given_exists()
    {
        foreach (var command in DocumentedCommand.All
            .Where(c => c.Words[0] == "dotnet" && !s_sdk.Contains(c.Words[1])))
        {
            var path = command.Words[1] == "run"
                ? command.Words.SkipWhile(w => w != "--project").ElementAt(1)
                : command.Words[2];
            command.Words[1].ShouldBeOneOf("run", "test", "format", "pack");
            Path.Exists(Repository.At(path)).ShouldBeTrue(command.ToString());
            if (path == "src/Argosy.Cli")
                Mistakes(command, command.Words.SkipWhile(w => w != "--").Skip(1)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_reference_of_commands_is_that_of_the_program() =>
        File.ReadAllText(Repository.At("docs/reference/commands.md")).ShouldBe(
            CommandReference.Write(Cli.CommandLine.Root()), $"Make it anew: {CommandReference.Command}");

    [Theory]
    [InlineData("a 'b c' \"d\" # e", "a|b c|d")]
    [InlineData("X=1 a --b=c && d | e; f > out.txt 2>&1", "a|--b=c / d / e / f")]
    [InlineData("a oci://h/r#x $Y", "a|oci://h/r#x|$Y")]
    public void A_line_is_split_as_a_shell_would(string line, string words) =>
        string.Join(" / ", DocumentedCommand.Split(line).Select(w => string.Join('|', w))).ShouldBe(words);

    [Fact]
    public void Lines_that_go_on_are_one_command() => DocumentedCommand
        .Of("x.md", "text\n```sh\na b \\\n  c\n```\n```\n./build.sh x\n```\n").Single().ToString()
        .ShouldBe("x.md:3 a b c");

    private static IEnumerable<string> Mistakes(DocumentedCommand command, IEnumerable<string> words) =>
        Cli.CommandLine.Root().Parse([.. words]).Errors.Select(e => $"{command}: {e.Message}");

    private static async Task<string> ReadAsync(IEnumerable<DocumentedCommand> commands)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", Reader])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        foreach (var command in commands)
        {
            var lines = command.Words.Skip(1).Prepend($"{command.File}:{command.Line}");
            await bash.StandardInput.WriteAsync($"{string.Join('\n', lines)}\0");
        }

        bash.StandardInput.Close();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output.Trim();
    }
}
