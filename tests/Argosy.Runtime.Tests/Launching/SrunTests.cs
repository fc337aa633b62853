using System.Diagnostics;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>argosy-launch --slurm, in a Slurm of two nodes.</summary>
public sealed class SrunTests(SlurmCluster slurm) : IClassFixture<SlurmCluster>
{
    private static readonly string s_locality = NativeLibraryPlace.Metadata("Locality");

    [SlurmFact]
    public async Task Localities_on_two_nodes_form_one_cluster_and_call_each_other()
    {
        using var launch = Launch("-n", "2", "--slurm", "--", s_locality, "call");
        var (code, output, errors) = await launch.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(0, output + errors);
        Lines(output).ShouldBe(["0: 0 of 2 on argosy-na: 44 from 1", "1: 1 of 2 on argosy-nb: 42 from 0"], errors);
        slurm.Folder.GetFiles(".argosy-key-*").ShouldBeEmpty();
    }

    [SlurmFact]
    public async Task A_failed_locality_ends_the_others_and_its_code_is_the_launchers()
    {
        using var launch = Launch("-n", "2", "--slurm", "--", s_locality, "fail");
        var (code, output, errors) = await launch.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(3, output + errors);
        output.ShouldContain("1: locality 1 of 2, a key\n");
        await slurm.UntilIdleAsync();
    }

    [SlurmFact]
    public async Task A_task_that_a_signal_ends_counts_as_it_would_in_a_shell()
    {
        using var launch = Launch(
            "-n", "2", "--slurm", "--", "sh", "-c", "[ $SLURM_PROCID = 0 ] && exec sleep 60; kill -ABRT $$");
        var (code, _, errors) = await launch.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(134, errors);
    }

    // The handler takes longer than srun's own kill would allow.
    [SlurmFact]
    public async Task What_is_interrupted_may_end_in_order()
    {
        using var launch = Launch(
            "-n", "2", "--slurm", "--",
            "sh", "-c", "trap 'sleep 0.5; echo stopped; exit 0' TERM; echo ready; while :; do sleep 0.02; done");
        (await launch.ReadLineAsync())!.ShouldEndWith(": ready");
        (await launch.ReadLineAsync())!.ShouldEndWith(": ready");
        using (var kill = Process.Start("kill", ["-TERM", $"{launch.Id}"]))
            await kill.WaitForExitAsync();
        var (code, output, errors) = await launch.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(130, errors);
        Lines(output).ShouldBe(["0: stopped", "1: stopped"], errors);
    }

    [SlurmFact]
    public async Task What_takes_too_long_and_does_not_listen_is_ended_on_all_nodes()
    {
        using var launch = Launch(
            "-n", "2", "--slurm", "--timeout", "1", "--",
            "sh", "-c", "trap '' INT TERM; echo $$; while :; do sleep 0.02; done");
        var (code, output, errors) = await launch.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(124, errors);
        Lines(output).Count().ShouldBe(2, errors);
        Lines(output).ShouldAllBe(line => !Directory.Exists($"/proc/{line.Substring(3)}"));
        errors.ShouldContain("ARG0899");
        await slurm.UntilIdleAsync();
    }

    [SlurmFact]
    public async Task What_a_dry_run_says_can_be_typed()
    {
        using var dry = Launch("-n", "2", "--slurm", "--dry-run", "--", "printenv", "SLURM_PROCID", "ARGOSY_KEY_FILE");
        var (code, said, errors) = await dry.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(0, errors);
        said.ShouldBe(
            "ARGOSY_KEY_FILE=KEYFILE srun --ntasks=2 --label --kill-on-bad-exit=1 --export=ALL "
            + "-- printenv SLURM_PROCID ARGOSY_KEY_FILE\n");
        using var typed = Launch("--", "sh", "-c", said);
        (code, var output, errors) = await typed.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(0, errors);
        Lines(output).ShouldBe(["[0] 0: 0", "[0] 0: KEYFILE", "[0] 1: 1", "[0] 1: KEYFILE"], ignoreOrder: true, errors);
    }

    private DotnetProcess Launch(params string[] arguments) => new("Launch", arguments, slurm.Environment);

    private static IEnumerable<string> Lines(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order();
}
