using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>Builds wheels inside a root of their platform, with that platform's own Python and compilers. The root is
/// read-only; the build has no network and no other file of the machine.</summary>
/// <param name="runner">Runs pip in the root.</param>
/// <param name="confinement">Restricts it to the root and its folder.</param>
public sealed class EmulatedBuilder(CommandRunner runner, Confinement confinement)
{
    // The same on every machine, so that no folder's name gets into a wheel.
    private const string Inside = "/build";
    private const string Python = "/usr/bin/python3";

    /// <summary>Builds one wheel, as <see cref="WheelBuilder"/>.</summary>
    /// <remarks>The time limit follows from the time of a trivial program in the root. Errors: ARG0508 if pip fails,
    /// ARG0513 for another project, ARG0560 for an unmet requirement, ARG0561 at a limit, ARG0562 if no root can be
    /// entered or the emulator fails, which proves nothing about the project, ARG0509 and ARG0510 if the result isn't
    /// the platform's.</remarks>
    public Task<BuiltWheel> BuildAsync(WheelRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PipWheel.MakeAsync(request, (absolute, scratch) => PipWheelAsync(absolute, scratch, cancellation));
    }

    private async Task<BuiltWheel> PipWheelAsync(
        WheelRequest request, string scratch, CancellationToken cancellation)
    {
        var build = Directory.CreateDirectory(Path.Combine(scratch, "build")).FullName;
        var source = Directory.CreateDirectory(Path.Combine(build, "source")).FullName;
        var made = Directory.CreateDirectory(Path.Combine(build, "made")).FullName;
        Directory.CreateDirectory(Path.Combine(build, "tmp"));
        await request.Sdist.UnpackAsync(source, cancellation);
        new NativeFiles(request, build).Copy();
        var project = Path.Join(Inside, Path.GetRelativePath(build, PipWheel.ProjectIn(source, request)));
        var inspect = Path.Join(Inside, Path.GetFileName(Embedded.Extract("inspect_build.py", build)));
        Embedded.Extract("_manylinux.py", build);

        var needs = BuildNeeds.Read(request, Ran(request, await RunAsync(
            request.Limits, [inspect, project, request.Platform.Architecture.KernelName])));
        needs.Demand(request, BuildBackends.Table);

        ConfinedOutcome? last = null;
        // The trivial program for the time limit: Python without work.
        var limit = TimeLimit.By(_ => RunAsync(request.Limits, ["-c", "pass"]));
        await limit.RunAsync(async time =>
        {
            var shorter = time < request.Limits.Time ? time : request.Limits.Time;
            last = await RunAsync(request.Limits with { Time = shorter },
                ["-m", "pip", .. PipWheel.Arguments($"{Inside}/made", project)]);
            return Judgement.Of(last.Result, emulated: true);
        }, cancellation);
        var result = Ran(request, last!);
        if (!result.Succeeded || PipWheel.FindMade(made) is not { } wheel) throw WheelFailure.NotMade(request, result);
        return new(PipWheel.Read(wheel, result, request), needs.BackendName);

        Task<ConfinedOutcome> RunAsync(StepLimits limits, IReadOnlyList<string> arguments) =>
            confinement.RunInRootAsync(runner,
                new(request.Platform.Architecture, request.BuildRoot, Path.Combine(scratch, "step"))
                {
                    Writes = [(build, Inside)],
                    Limits = limits,
                },
                new Command(Python, arguments) { Folder = Inside, Environment = Variables(request) }, cancellation);
    }

    private static SortedDictionary<string, string?> Variables(WheelRequest request)
    {
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = Inside,
            ["TMPDIR"] = $"{Inside}/tmp",
            ["SOURCE_DATE_EPOCH"] = request.Epoch,
            ["PYTHONHASHSEED"] = "0",
            ["PYTHONNOUSERSITE"] = "1",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONPATH"] = Inside,
            ["CFLAGS"] = "-g0",
            ["LDFLAGS"] = "-Wl,-z,relro -Wl,-z,now -Wl,-s",
        };
        foreach (var (name, value) in new NativeFiles(request, Inside).Variables.Concat(request.Variables("")))
            variables[name] = name is "CFLAGS" or "LDFLAGS" ? $"{variables[name]} {value}" : value;
        return variables;
    }

    // Its result, unless it says nothing about the project.
    private CommandResult Ran(WheelRequest request, ConfinedOutcome outcome)
    {
        if (outcome.Reached is { } limit) throw WheelFailure.AtLimit(request, limit, outcome.Result);
        var foreign = !runner.Host.Runs(request.Platform.Architecture);
        if (foreign && outcome.Result.Error.Contains("Exec format error", StringComparison.Ordinal))
            throw WheelFailure.NotEmulated(request, BinFmt.Remedy(request.Platform.Architecture));
        return Judgement.Of(outcome.Result, foreign) is { Verdict: Verdict.Inconclusive, Reason: { } reason }
            ? throw WheelFailure.NotEmulated(request, reason)
            : outcome.Result;
    }
}
