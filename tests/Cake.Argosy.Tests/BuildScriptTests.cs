using System.Diagnostics;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Tests;

/// <summary>Each entry point of the build answers a mistake with exit code 1 and the error's id, before it installs or
/// compiles anything.</summary>
public sealed partial class BuildScriptTests : IDisposable
{
    // The argument parsing of build.sh, without the rest.
    private const string Reader = """
        set -euo pipefail
        fail() { echo "$1" >&2; exit 1; }
        eval "$(sed -n '/^usage() {/,/^}/p' build.sh)"
        . build/arguments.sh
        install=yes arguments=()
        read_arguments "$@"
        printf '%s\n' "install=$install" "${arguments[@]}"
        """;

    // Its functions, on a machine without sudo whose dpkg gives the test's answers; then the test's commands.
    private const string Functions = """
        set -euo pipefail
        fail() { echo "$1" >&2; exit 1; }
        eval "$(sed -n '/^usage() {/,/^sources() {/p' build.sh | sed '$d')"
        id() { echo 1000; }
        dpkg-query() { printf 'ii  gcc\nrc  cmake\nii  zstd\n'; }
        install=yes arguments=() missing=()

        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ARG0701", "Did you mean 'Native'?", "Nativ")]
    [InlineData("ARG0701", "Did you mean 'Native'?", "--target=Nativ")]
    [InlineData("ARG0701", "Did you mean 'Native'?", "-t", "Nativ")]
    [InlineData("ARG0701", "--showdescription", "--target", "Everything-I-Want")]
    [InlineData("ARG0701", "'Native-mips'", "Native-mips")]
    [InlineData("ARG0704", "--jobs=2", "--jobs=0")]
    [InlineData("ARG0704", "--jobs=2", "--jobs=x")]
    [InlineData("ARG0704", "--jobs=2", "--jobs=1025")]
    [InlineData("ARG0704", "--jobs=2", "-j", "2.5")]
    [InlineData("ARG0704", "--jobs=2", "-j", "0")]
    [InlineData("ARG0715", "readwrite", "--cache-mode=write")]
    [InlineData("ARG0723", "Did you mean '--jobs'?", "--jbos=2")]
    [InlineData("ARG0723", "Did you mean '--target'?", "--targte", "Native")]
    [InlineData("ARG0723", "--help", "--colour=blue")]
    [InlineData("ARG0723", "'-x'", "-x")]
    [InlineData("ARG0723", "empty", "")]
    [InlineData("ARG0727", "--arch=VALUE", "--arch=")]
    [InlineData("ARG0727", "--arch=VALUE", "--arch")]
    [InlineData("ARG0727", "--arch=VALUE", "--arch", "--force")]
    [InlineData("ARG0727", "--jobs=VALUE", "-j")]
    [InlineData("ARG0727", "--target=VALUE", "--target= ")]
    [InlineData("ARG0728", "--fuzz-seconds=3600", "--fuzz-seconds=1h")]
    [InlineData("ARG0779", "--force takes no value", "--force=false")]
    [InlineData("ARG0779", "--dryrun takes no value", "--dryrun=no")]
    [InlineData("ARG0780", "diagnostic", "--verbosity=foo")]
    [InlineData("ARG0780", "quiet", "-v", "loud")]
    public async Task A_mistake_in_the_arguments_has_its_id(string id, string remedy, params string[] arguments)
    {
        var run = await RunAsync(["build.sh", .. arguments]);
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith($"{id} command line: ");
        run.Error.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("--target=Native", "Native")]
    [InlineData("--target=native", "native")]
    [InlineData("--target=Native-arm64", "Native-arm64")]
    [InlineData("--target=Native --target=Pack", "Native", "Pack")]
    [InlineData("--target=Native --jobs=4 --arch=arm64", "-t", "Native", "-j", "4", "--arch", "arm64")]
    [InlineData("--jobs=4 --keep-going", "-j4", "-k")]
    [InlineData("--verbosity=Verbose --exclusive", "-v=Verbose", "-e")]
    [InlineData("--settings_x=a=b --cache=oci://h/r", "--settings_x=a=b", "--cache=oci://h/r")]
    public async Task Short_and_long_forms_reach_Cake_as_one(string wanted, params string[] arguments)
    {
        var run = await RunAsync(["-c", Reader, "build.sh", .. arguments]);
        (run.ExitCode, run.Error, run.Output)
            .ShouldBe((0, "", $"install=yes\n{wanted.Replace(" --", "\n--", StringComparison.Ordinal)}\n"));
    }

    [Fact]
    public async Task The_help_and_the_graph_know_the_same_options()
    {
        var help = (await RunAsync(["build.sh", "--help"])).Output;
        var shown = Option().Matches(help).Select(m => m.Groups[1].Value).ToList();
        shown.Select(o => o.TrimEnd('=')).Except(["target", "exclusive", "tree", "dryrun", "verbosity", "no-install"])
            .ShouldBe(CommandLine.Names, ignoreOrder: true);
        shown.Where(o => o.EndsWith('=')).Select(o => o.TrimEnd('=')).Except(["target", "verbosity"])
            .ShouldBe(CommandLine.NamesWithValue, ignoreOrder: true);
    }

    [Theory]
    [InlineData("force", "false", "ARG0779 command line: --force takes no value")]
    [InlineData("j", "2", "ARG0723 command line: unknown option '-j'. Write --jobs=N.")]
    [InlineData("jobs", "", "ARG0727 command line: --jobs has no value")]
    [InlineData("arch", "nonsense", "ARG0101 command line: ")]
    public void Who_calls_Cake_directly_is_answered_the_same(string name, string value, string start) =>
        Should.Throw<ArgosyException>(() => TestBuilds.In(_folder, (name, value))).Message.ShouldStartWith(start);

    [Fact]
    public async Task A_home_that_cant_be_written_to_is_named()
    {
        var run = await RunAsync(["build.sh", "--tree"], ("HOME", "/nonexistent/home"));
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith("ARG0782 build.sh: the home folder '/nonexistent/home' ");
    }

    [Theory]
    [InlineData("", "cmake libc6-dev gcc-aarch64-linux-gnu skopeo", "gcc zstd gcc-riscv64-linux-gnu strace gawk make")]
    [InlineData("--target=Test", "strace gawk docker-registry make meson", "gnuplot-nox")]
    [InlineData("--target=Bench", "make gnuplot-nox docker-registry", "strace gawk")]
    [InlineData("--audit", "strace", "gawk")]
    public async Task What_a_run_needs_follows_from_its_target_and_architectures(
        string argument, string wanted, string others)
    {
        var run = await RunAsync(
            ["-c", Functions + "arguments=($1); find_missing; echo \"${missing[@]}\"", "build.sh", argument]);
        run.ExitCode.ShouldBe(0, run.Error);
        var missing = run.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        wanted.Split(' ').Except(missing).ShouldBeEmpty();
        missing.Intersect(others.Split(' ')).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_sudo_the_commands_for_root_are_shown()
    {
        var run = await RunAsync(["-c", Functions + "PATH=/nonexistent; install_packages", "build.sh"]);
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith("ARG0781 build.sh: libc6-dev ");
        run.Error.ShouldContain("apt-get install --no-install-recommends libc6-dev ");
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_what_build_sh_runs_and_is_its_exit_code(string signal, int code)
    {
        var start = Start("env", ["--default-signal=INT", "bash", "-c", Functions
            + "child=; trap 'interrupted 130' INT; trap 'interrupted 143' TERM; run sh -c 'echo $$; exec sleep 600'"]);
        using var process = Process.Start(start)!;
        var child = int.Parse((await process.StandardOutput.ReadLineAsync())!);

        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(code, error);
        error.ShouldContain("ARG0706 build.sh: interrupted. ");
        Directory.Exists($"/proc/{child}").ShouldBeFalse();
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = Start("bash", arguments);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private static ProcessStartInfo Start(string program, string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = Repository.Root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    [GeneratedRegex("(?:^  |, )--([a-z][a-z-]*=?)", RegexOptions.Multiline)]
    private static partial Regex Option();
}
