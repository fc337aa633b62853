using System.Diagnostics;

namespace Argosy.Runtime.Tests.Launching;

public sealed class LauncherTests
{
    private static readonly string s_locality = NativeLibraryPlace.Metadata("Locality");

    [Fact]
    public async Task Four_localities_find_each_other_and_leave()
    {
        using var launch = new DotnetProcess("Launch", ["-n", "4", "--", s_locality, "join"]);
        var (code, output, errors) = await launch.EndAsync();
        code.ShouldBe(0, output + errors);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order().ShouldBe(
            Enumerable.Range(0, 4).Select(n => $"[{n}] locality {n} of 4, a key"));
    }

    [Fact]
    public async Task A_failed_locality_ends_the_others_and_its_code_is_the_launchers()
    {
        using var launch = new DotnetProcess("Launch", ["-n", "3", "--", s_locality, "fail"]);
        var (code, output, _) = await launch.EndAsync();
        code.ShouldBe(3);
        output.ShouldContain("] locality 2 of 3");
    }

    [Fact]
    public async Task An_interruption_is_passed_on()
    {
        using var launch = new DotnetProcess(
            "Launch",
            [
                "-n", "2", "--",
                "sh", "-c", "trap 'echo stopped; exit 0' TERM; echo $$ ready; while :; do sleep 0.02; done"
            ]);
        await launch.ReadLineAsync();
        await launch.ReadLineAsync();
        using (var kill = Process.Start("kill", ["-TERM", $"{launch.Id}"]))
            await kill.WaitForExitAsync();
        var (code, output, _) = await launch.EndAsync();
        code.ShouldBe(130);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order().ShouldBe(["[0] stopped", "[1] stopped"]);
    }

    [Fact]
    public async Task What_takes_too_long_is_ended_and_so_is_what_does_not_listen()
    {
        using var launch = new DotnetProcess(
            "Launch",
            [
                "-n", "2", "--timeout", "0.3", "--",
                "sh", "-c", "trap '' TERM; echo $$; while :; do sleep 0.02; done"
            ]);
        int[] processes = [Number(await launch.ReadLineAsync()), Number(await launch.ReadLineAsync())];
        var (code, _, errors) = await launch.EndAsync();
        code.ShouldBe(124);
        errors.ShouldContain("ARG0899");
        processes.ShouldAllBe(id => !Directory.Exists($"/proc/{id}"));

        static int Number(string? line) => int.Parse(line!.Split(' ')[1]);
    }

    [Fact]
    public async Task A_killed_launcher_leaves_no_process_and_no_key()
    {
        using var folder = new TestFolder();
        using (var make = Process.Start("mkfifo", [folder.At("pipe")]))
            await make.WaitForExitAsync();
        // Each process holds the pipe open, also one whose parent has ended.
        using var launch = new DotnetProcess("Launch",
        [
            "-n", "2", "--", "sh", "-c",
            "exec 3> \"$0\"; trap '' TERM HUP; (setsid sleep 600 &); sleep 600 & echo \"$ARGOSY_KEY_FILE\"; wait",
            folder.At("pipe"),
        ]);
        var end = Task.Run(() => File.ReadAllBytes(folder.At("pipe")));
        await launch.ReadLineAsync();
        var key = (await launch.ReadLineAsync())!.Split(' ')[1];
        File.Exists(key).ShouldBeTrue();
        launch.Kill();
        (await end.WaitAsync(Patience.Limit)).ShouldBeEmpty();
        File.Exists(key).ShouldBeFalse();
    }

    [Fact]
    public async Task The_key_lies_in_a_file_of_the_user_alone_and_goes_with_the_run()
    {
        using var launch = new DotnetProcess(
            "Launch", ["--", "sh", "-c", "echo $ARGOSY_KEY_FILE; stat -c %a $ARGOSY_KEY_FILE"]);
        var file = (await launch.ReadLineAsync())!.Split(' ')[1];
        (await launch.ReadLineAsync()).ShouldBe("[0] 600");
        (await launch.EndAsync()).Code.ShouldBe(0);
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Each_locality_has_its_share_of_the_cores_and_none_is_left_over()
    {
        var count = Environment.ProcessorCount;
        var shares = await CoresAsync("-n", $"{count}");
        shares.Length.ShouldBe(count);
        shares.SelectMany(share => share).ShouldBeUnique();
        (await CoresAsync("-n", $"{count}", "--bind", "none")).ShouldAllBe(all => all.Length == count);
        (await CoresAsync("-n", $"{count + 1}")).ShouldAllBe(all => all.Length == count);

        static async Task<string[][]> CoresAsync(params string[] arguments)
        {
            using var launch = new DotnetProcess("Launch", [.. arguments, "--", "sh", "-c", "echo $(taskset -pc $$)"]);
            var (code, output, errors) = await launch.EndAsync();
            code.ShouldBe(0, errors);
            return
            [
                .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => Numbers(line[(line.LastIndexOf(' ') + 1)..]))
            ];
        }

        static string[] Numbers(string list) =>
        [
            .. list.Split(',')
                .Select(range => range.Split('-'))
                .SelectMany(ends => Enumerable.Range(int.Parse(ends[0]), int.Parse(ends[^1]) - int.Parse(ends[0]) + 1))
                .Select(core => $"{core}"),
        ];
    }

    [Fact]
    public async Task A_dry_run_says_what_srun_would_get()
    {
        using var launch = new DotnetProcess(
            "Launch",
            ["-n", "8", "--slurm", "--parcelport", "fabric:verbs", "--dry-run", "--", "a.dll", "x y"]);
        var (code, output, _) = await launch.EndAsync();
        code.ShouldBe(0);
        output.ShouldBe(
            "ARGOSY_KEY_FILE=KEYFILE ARGOSY_PARCELPORT=fabric:verbs srun --ntasks=8 --label --kill-on-bad-exit=1 "
            + "--export=ALL -- dotnet a.dll 'x y'\n");
    }

    [Theory]
    [InlineData(1, "ARG0898", "--", "/no/such/program")]
    [InlineData(2, "-n takes 1 to 4096", "-n", "0", "--", "true")]
    [InlineData(2, "--help", "-n", "2")]
    public async Task A_mistake_is_told(int expected, string text, params string[] arguments)
    {
        using var launch = new DotnetProcess("Launch", arguments);
        var (code, _, errors) = await launch.EndAsync();
        code.ShouldBe(expected);
        errors.ShouldContain(text);
    }
}
