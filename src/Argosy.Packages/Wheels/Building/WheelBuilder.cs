using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>Cross-builds wheels with pip and the project's backend, without emulation. Programs of an sdist see the
/// sysroot, the build root and the declared tools, and write to a temporary folder, within the request's
/// limits.</summary>
/// <param name="runner">Runs pip and, through it, the cross compiler.</param>
/// <param name="confinement">Restricts them to their folders.</param>
public sealed class WheelBuilder(CommandRunner runner, Confinement confinement)
{
    /// <summary>Builds one wheel and puts it into the target folder, replacing any other wheel of the same project. Its
    /// bytes depend only on the request's content, never on a folder, a user or the clock.</summary>
    /// <remarks>Errors: ARG0506 and ARG0507 if a root lacks something, the toolbox's if a compiler or tool is missing,
    /// ARG0508 if pip fails, ARG0513 if it makes a wheel of another project, ARG0535 if a compile command names the
    /// build machine's headers or libraries, ARG0560 for a requirement that the build root doesn't meet, ARG0561 at a
    /// limit, ARG0509 and ARG0510 if the result isn't the platform's.</remarks>
    public Task<BuiltWheel> BuildAsync(WheelRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PipWheel.MakeAsync(request, (absolute, scratch) => PipWheelAsync(absolute, scratch, cancellation));
    }

    private async Task<BuiltWheel> PipWheelAsync(
        WheelRequest request, string scratch, CancellationToken cancellation)
    {
        var architecture = request.Platform.Architecture;
        var python = new CrossPython(runner.Host, request, scratch);
        var source = Directory.CreateDirectory(Path.Combine(scratch, "source")).FullName;
        var made = Directory.CreateDirectory(Path.Combine(scratch, "made")).FullName;
        await request.Sdist.UnpackAsync(source, cancellation);
        new NativeFiles(request, scratch).Copy();
        var project = PipWheel.ProjectIn(source, request);
        var step = StepOf([]);
        var asked = await confinement.TryRunLimitedAsync(
            runner, step, architecture, python.Inspect(project), cancellation);
        var needs = BuildNeeds.Read(request, asked.Result);
        needs.Demand(request, BuildBackends.Table);
        foreach (var other in needs.Other) runner.Log($"{request.Place}: its build requires {other}.");

        step = StepOf(needs.Tools(BuildBackends.Table));
        var outcome = await confinement.TryRunLimitedAsync(runner, step, architecture,
            python.Run([python.Pip, .. PipWheel.Arguments(made, project, [.. python.SettingsFor(needs, step.Tools)])]),
            cancellation);
        var ofMachine = CompileAudit.Of(step);
        if (outcome.Reached is { } limit) throw WheelFailure.AtLimit(request, limit, outcome.Result);
        if (!outcome.Result.Succeeded || PipWheel.FindMade(made) is not { } wheel)
            throw WheelFailure.NotMade(request, step.Tools, outcome.Result, ofMachine);
        if (ofMachine.Count > 0) throw WheelFailure.SeesMachine(request, ofMachine);
        return new(PipWheel.Read(wheel, outcome.Result, request), needs.BackendName);

        ConfinedStep StepOf(IEnumerable<string> tools) => new(
            new(runner.Host, architecture, [.. request.Sdist.Wheel.Tools.Concat(tools).Distinct()]), request.Sysroot,
            Directory.CreateDirectory(Path.Combine(scratch, "step")).FullName)
        {
            Reads =
            [
                request.BuildRoot,
                .. request.Bytecode is { } bytecode ? (string[])[bytecode] : [],
                .. request.Sdist.Files is null ? (string[])[request.Sdist.Path] : [],
            ],
            Writes = [scratch],
            Programs = [python.Programs],
            Limits = request.Limits,
        };
    }
}
