using System.Runtime.CompilerServices;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

/// <summary>Runs a shell as a confined step to check what it can see and change.</summary>
public sealed class ConfinementTests : IDisposable
{
    private readonly TestFolder _scratch = new();
    private readonly CommandRunner _runner = new(_ => { });

    [Fact]
    public async Task It_writes_to_its_folders_and_to_no_other()
    {
        var result = await RunAsync(
            $"echo made > '{_scratch["may"]}/file'; "
            + $"for f in '{_scratch["reads"]}' /usr/lib / /etc '{_scratch.Path}'; do touch \"$f/touched\"; done");
        File.ReadAllText(_scratch["may/file"]).ShouldBe("made\n");
        result.Error.Split('\n').Count(l => l.Contains("Read-only file system", StringComparison.Ordinal))
            .ShouldBeGreaterThanOrEqualTo(4);
        Directory.GetFiles(_scratch.Path).ShouldBeEmpty();
        Directory.GetFiles(_scratch["reads"]).ShouldBe([_scratch["reads/input"]]);
    }

    [Fact]
    public async Task It_sees_its_inputs_and_no_other_file_of_the_machine()
    {
        _scratch.Write("other/secret", "x");
        var result = await RunAsync(
            $"cat '{_scratch["reads/input"]}'; ls / '{_scratch.Path}'; "
            + "ls /usr/include/stdio.h /home /root /usr/bin/dpkg; "
            + "echo headers: /usr/include/* /usr/include/*-linux-gnu/*");
        result.Output.ShouldStartWith("input\n");
        // The compiler's C++ headers, and no library's.
        result.Output.TrimEnd().Split('\n')[^1].Split(' ')[1..]
            .ShouldAllBe(h => h.EndsWith("/c++") || h.EndsWith("-linux-gnu") || h.EndsWith('*'));
        result.Output.ShouldNotContain("other");
        result.Output.ShouldNotContain("dpkg");
        result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
    }

    [Fact]
    public async Task It_has_no_network_and_none_of_the_callers_variables()
    {
        Environment.SetEnvironmentVariable("ARGOSY_TEST_SECRET", "x");
        var result = await RunAsync("cat /proc/net/route; env; echo \"$HOME\"");
        result.Output.ShouldNotContain("ARGOSY_TEST_SECRET");
        result.Output.Split('\n').Count(l => l.StartsWith("eth", StringComparison.Ordinal)).ShouldBe(0);
        result.Output.ShouldEndWith($"{_scratch["may/step/home"]}\n");
    }

    [Fact]
    public async Task What_it_leaves_running_ends_with_it()
    {
        var result = await RunAsync(
            $"(while :; do sleep 0.05; echo tick >> '{_scratch["may"]}/ticks'; done) > /dev/null 2>&1 & exit 7");
        result.ExitCode.ShouldBe(7);
        // All processes of a namespace end with its first one, so that no process is left to write.
        var before = Ticks();
        await _runner.RunAsync(new("sleep", "0.2"), default);
        Ticks().ShouldBe(before);
        long Ticks() => File.Exists(_scratch["may/ticks"]) ? new FileInfo(_scratch["may/ticks"]).Length : 0;
    }

    [Fact]
    public async Task A_folder_behind_a_link_is_there_under_both_names_and_read_only()
    {
        File.CreateSymbolicLink(_scratch["link"], _scratch["reads"]);
        var result = await RunAsync(
            $"cat '{_scratch["link"]}/input' '{_scratch["reads"]}/input'; touch '{_scratch["link"]}/x'",
            _scratch["link"]);
        result.Output.ShouldBe("input\ninput\n");
        result.Error.ShouldContain("Read-only file system");
    }

    [MountingFact]
    public async Task What_is_mounted_below_a_folder_is_read_only_as_well()
    {
        Directory.CreateDirectory(_scratch["reads/below"]);
        await _runner.RunAsync(
            new("mount", "-t", "tmpfs", "-o", "nosuid,nodev", "below", _scratch["reads/below"]), default);
        try
        {
            _scratch.Write("reads/below/file", "below\n");
            var result = await RunAsync($"cat '{_scratch["reads"]}/below/file'; touch '{_scratch["reads"]}/below/x'");
            result.Output.ShouldBe("below\n");
            result.Error.ShouldContain("Read-only file system");
        }
        finally
        {
            await _runner.RunAsync(new("umount", _scratch["reads/below"]), default);
        }
    }

    [Theory]
    [InlineData("a folder")]
    [InlineData("a\ttab, a # and a \\")]
    public async Task A_folder_may_have_any_name(string name)
    {
        Directory.CreateDirectory(_scratch[name]);
        await File.WriteAllTextAsync(Path.Combine(_scratch[name], "input"), "input\n");
        (await RunAsync("cat \"$0/input\"", _scratch[name], argument: _scratch[name])).Output.ShouldBe("input\n");
    }

    [Fact]
    public async Task Where_namespaces_are_refused_it_says_so_once_and_goes_on_with_its_own_tools()
    {
        var refused = new Confinement(allowed: false);
        (await refused.RefusalOnceAsync(_runner)).ShouldNotBeNull();
        (await refused.RefusalOnceAsync(_runner)).ShouldBeNull();
        var result = await RunAsync("command -v dpkg; command -v sed; echo \"$TMPDIR\"", confinement: refused);
        result.Output.ShouldBe($"{_scratch["may/step/bin/sed"]}\n{_scratch["may/step/home"]}\n");
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<CommandResult> RunAsync(
        string script, string? reads = null, Confinement? confinement = null, string argument = "sh")
    {
        Directory.CreateDirectory(_scratch["may/step"]);
        _scratch.Write("reads/input", "input\n");
        Directory.CreateDirectory(_scratch["sysroot"]);
        var step = new ConfinedStep(
            new(Host.Detect(), Host.Detect().Architecture), _scratch["sysroot"], _scratch["may/step"])
        {
            Reads = [reads ?? _scratch["reads"]],
            Writes = [_scratch["may"]],
        };
        return await (confinement ?? new()).TryRunAsync(
            _runner, step, Host.Detect().Architecture,
            new("sh", "-c", script, argument) { Folder = _scratch["may"] }, default);
    }

    private sealed class MountingFactAttribute : FactAttribute
    {
        public MountingFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            if (!Environment.IsPrivilegedProcess) Skip = "only root may mount";
        }
    }
}
