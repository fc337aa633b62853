using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

/// <summary>Steps that use more of the machine than they may, or look for what isn't theirs.</summary>
public sealed class StepLimitTests : IDisposable
{
    private readonly TestFolder _scratch = new();
    private readonly CommandRunner _runner = new(_ => { });

    private static StepLimits Small { get; } = new(256 << 20, 100, 8 << 20, TimeSpan.FromMinutes(5));

    [Theory]
    // By processes that wait, and by ones that multiply.
    [InlineData("for i in $(seq 300); do sleep 1000 & done; wait")]
    [InlineData("bomb() { bomb | bomb & wait; }; bomb; exit 1")]
    public async Task A_fork_bomb_ends_at_the_limit_of_processes(string script) =>
        (await RunAsync(script)).Reached.ShouldBe(StepLimit.Processes);

    [Theory]
    [InlineData("perl -e '$x = \"a\" x (1 << 30)' || { echo Cannot allocate memory; exit 1; }")]
    // Each process has a part of it only.
    [InlineData("for i in 1 2 3 4 5 6; do perl -e '$x = \"a\" x (60 << 20); sleep 1000' & done; wait")]
    public async Task Filled_memory_ends_a_step_at_the_limit_of_memory(string script) =>
        (await RunAsync(script)).Reached.ShouldBe(StepLimit.Memory);

    [Theory]
    [InlineData("head -c 20000000 /dev/zero > file")]
    [InlineData("for i in 1 2 3 4 5; do head -c 4000000 /dev/zero > file$i; done; sleep 1000")]
    [InlineData("exec 3> a 4> b 5> c; rm a b c; for i in 3 4 5; do head -c 4000000 /dev/zero >&$i; done; sleep 1000")]
    [InlineData("head -c 200000000 /dev/zero > /tmp/file")]
    public async Task A_filled_disk_ends_a_step_at_the_limit_of_disk(string script) =>
        (await RunAsync(script)).Reached.ShouldBe(StepLimit.Disk);

    [Fact]
    public async Task A_step_that_hangs_ends_at_the_limit_of_time()
    {
        var outcome = await RunAsync("sleep 1000", Small with { Time = TimeSpan.FromSeconds(2) });
        outcome.Reached.ShouldBe(StepLimit.Time);
        outcome.Result.TimedOut.ShouldBeTrue();
    }

    [Fact]
    public async Task A_step_within_its_limits_has_reached_none()
    {
        var outcome = await RunAsync("head -c 4000000 /dev/zero > file; perl -e '$x = \"a\" x (40 << 20)'; exit 7");
        outcome.Reached.ShouldBeNull();
        outcome.Result.ExitCode.ShouldBe(7);
    }

    [Fact]
    public async Task A_step_can_neither_raise_its_limits_nor_change_settings_of_the_kernel()
    {
        var outcome = await RunAsync(
            "ulimit -Hf unlimited && echo raised; "
            + "echo 4000000 > /proc/sys/kernel/pid_max && echo numbers; "
            + "cat /proc/sys/kernel/core_pattern > /proc/sys/kernel/core_pattern && echo pattern; "
            + "if [ -e /proc/sysrq-trigger ]; then echo h > /proc/sysrq-trigger && echo keys; fi; "
            + "perl -e 'exit(syscall(272, 0x10000000) == 0 ? 0 : 1)' && echo namespace; true");
        outcome.Result.Output.ShouldBe("");
    }

    [Fact]
    public void Limits_say_their_values()
    {
        var limits = new StepLimits(3L << 29, 64, 5 << 20, TimeSpan.FromSeconds(90));
        Enum.GetValues<StepLimit>().Select(limits.Text).ShouldBe([
            "limit of 1.5 GiB of memory", "limit of 64 processes", "limit of 5 MiB on disk", "time limit of 90 s",
        ]);
    }

    [Fact]
    public void A_control_group_gets_the_limits_and_tells_which_was_reached()
    {
        _scratch.Write("cgroup/cgroup.controllers", "cpu memory pids\n");
        _scratch.Write("cgroup/user/cgroup.subtree_control", "memory pids\n");
        _scratch.Write("own", "0::/user/shell\n");
        using var group = ControlGroup.TryMake(Small, "step", _scratch["cgroup"], _scratch["own"]);
        group!.Folder.ShouldBe(_scratch["cgroup/user/step"]);
        File.ReadAllText(_scratch["cgroup/user/step/memory.max"]).ShouldBe("268435456");
        File.ReadAllText(_scratch["cgroup/user/step/pids.max"]).ShouldBe("100");
        group.Reached().ShouldBeNull();
        _scratch.Write("cgroup/user/step/pids.events", "max 2\n");
        group.Reached().ShouldBe(StepLimit.Processes);
        _scratch.Write("cgroup/user/step/memory.events", "low 0\nhigh 0\nmax 3\noom 1\noom_kill 1\n");
        group.Reached().ShouldBe(StepLimit.Memory);
    }

    [Theory]
    [InlineData("memory pids\n", "1:name=systemd:/\n")]
    [InlineData("cpu memory\n", "0::/user/shell\n")]
    public void Without_the_controllers_there_is_no_control_group(string controllers, string own)
    {
        _scratch.Write("cgroup/cgroup.controllers", "cpu memory pids\n");
        _scratch.Write("cgroup/user/cgroup.subtree_control", controllers);
        _scratch.Write("own", own);
        ControlGroup.TryMake(Small, "step", _scratch["cgroup"], _scratch["own"]).ShouldBeNull();
        Directory.Exists(_scratch["cgroup/user/step"]).ShouldBeFalse();
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<ConfinedOutcome> RunAsync(string script, StepLimits? limits = null)
    {
        var host = Host.Detect();
        Directory.CreateDirectory(_scratch["may/step"]);
        Directory.CreateDirectory(_scratch["sysroot"]);
        var step = new ConfinedStep(new(host, host.Architecture), _scratch["sysroot"], _scratch["may/step"])
        {
            Writes = [_scratch["may"]],
            Limits = limits ?? Small,
        };
        return await new Confinement().TryRunLimitedAsync(
            _runner, step, host.Architecture, new("sh", "-c", script) { Folder = _scratch["may"] }, default);
    }
}
