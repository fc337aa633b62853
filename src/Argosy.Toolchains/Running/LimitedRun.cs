using System.Globalization;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>One run of a confined step within its limits: by a control group where the machine has one, by the kernel's
/// limits for each process, and by watching.</summary>
internal sealed class LimitedRun(
    StepLimits limits, string scratch, IReadOnlyList<string> folders, bool emulated = false)
{
    // From this version on, a process namespace has its own largest process number. In an older kernel it is the
    // machine's.
    private static readonly Version s_ownNumbers = new(6, 14);

    // Process numbers that the kernel doesn't give out again after the first round.
    private const int Reserved = 300;

    /// <summary>Runs the command, which starts <c>confine.sh</c>, to its end.</summary>
    public async Task<ConfinedOutcome> RunAsync(CommandRunner runner, Command command, CancellationToken cancellation)
    {
        var announced = Path.Combine(scratch, "process");
        if (File.Exists(announced)) File.Delete(announced);
        using var group = ControlGroup.TryMake(limits, $"argosy-{Guid.NewGuid():N}");
        await using var watch = new StepWatch(limits, announced, folders);
        var result = await runner.TryRunAsync(
            command with { Environment = Variables(announced, group), Timeout = limits.Time }, cancellation);
        var watched = await watch.StopAsync();
        return ConfinedOutcome.Of(result, watched ?? (result.Succeeded ? null : group?.Reached()));
    }

    private Dictionary<string, string?> Variables(string announced, ControlGroup? group) => new()
    {
        ["ARGOSY_ANNOUNCE"] = announced,
        ["ARGOSY_GROUP"] = group?.Folder,
        ["ARGOSY_TEMPORARY"] = Number(limits.Temporary),
        ["ARGOSY_PIDS"] = Environment.OSVersion.Version >= s_ownNumbers ? Number(limits.Processes + Reserved) : null,
        ["ARGOSY_LIMITS"] = string.Join(' ', Options().Select(o => $"--{o.Name}={Number(o.Value)}")),
    };

    private IEnumerable<(string Name, long Value)> Options()
    {
        yield return ("core", 0);
        // An emulator whose request for memory is refused searches its address space for another place for hours.
        if (!emulated) yield return ("data", limits.Memory);
        yield return ("fsize", limits.Disk);
        // The kernel doesn't apply it to root.
        if (!Environment.IsPrivilegedProcess) yield return ("nproc", limits.Processes);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
