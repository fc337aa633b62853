using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Audit;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels;

/// <summary>Cross-builds wheels with pip and setuptools, without emulation. Programs of an sdist see the sysroot, the
/// build root and the declared tools, and write to a temporary folder.</summary>
/// <param name="runner">Runs pip and, through it, the cross compiler.</param>
/// <param name="confinement">Restricts them to their folders.</param>
public sealed class WheelBuilder(CommandRunner runner, Confinement confinement)
{
    /// <summary>Builds one wheel and puts it into the target folder, replacing any other wheel of the same project. Its
    /// bytes depend only on the request's content, never on a folder, a user or the clock.</summary>
    /// <remarks>Errors: ARG0506 and ARG0507 if a root lacks something, the toolbox's if a compiler or tool is missing,
    /// ARG0508 if pip fails, ARG0513 if it makes a wheel of another project, ARG0535 if a compile command names the
    /// build machine's headers or libraries, ARG0509, ARG0510 and ARG0572 if the result isn't fit for the
    /// platform.</remarks>
    public async Task<WheelFile> BuildAsync(WheelRequest request, CancellationToken cancellation)
    {
        request = request with
        {
            Sysroot = Path.GetFullPath(request.Sysroot),
            BuildRoot = Path.GetFullPath(request.BuildRoot),
            TargetFolder = Path.GetFullPath(request.TargetFolder),
        };
        Directory.CreateDirectory(request.TargetFolder);
        // Never published: it is next to the result so that scripts in it can be executed and a rename is atomic.
        using var scratch = new StagedFolder(Path.Combine(request.TargetFolder, $".{request.Sdist.Wheel.Name}"));
        var python = new CrossPython(runner.Host, request, scratch.Path);
        var step = StepOf(runner.Host, request, scratch.Path);
        var built = await PipWheelAsync(python, request, step, scratch.Path, cancellation);
        WheelAcceptance.RequireProject(built, request.Sdist.Wheel);
        return Place(WheelAcceptance.Accept(built, request.Platform, request.Sysroot), request);
    }

    private static ConfinedStep StepOf(Host host, WheelRequest request, string scratch) => new(
        new(host, request.Platform.Architecture, request.Sdist.Wheel.Tools), request.Sysroot,
        Directory.CreateDirectory(Path.Combine(scratch, "step")).FullName)
    {
        Reads = [request.BuildRoot, request.Sdist.Path],
        Writes = [scratch],
    };

    private async Task<WheelFile> PipWheelAsync(
        CrossPython python, WheelRequest request, ConfinedStep step, string scratch, CancellationToken cancellation)
    {
        var source = Directory.CreateDirectory(Path.Combine(scratch, "source")).FullName;
        var made = Directory.CreateDirectory(Path.Combine(scratch, "made")).FullName;
        await new SdistSource(request.Sdist.Path).UnpackAsync(source, cancellation);
        var result = await confinement.TryRunAsync(runner, step, request.Platform.Architecture,
            python.Run(python.Pip, "wheel", "--verbose", "--no-build-isolation", "--no-deps", "--no-index",
                "--no-cache-dir", "--disable-pip-version-check", "--wheel-dir", made, source), cancellation);
        var ofMachine = CompileAudit.Of(step);
        var wheels = FolderListing.FilesOf(made, ".whl");
        if (!result.Succeeded || wheels is not [var wheel])
            throw WheelFailure.NotMade(request, step.Tools, result, ofMachine);
        if (ofMachine.Count > 0) throw WheelFailure.SeesMachine(request, ofMachine);
        return WheelFile.Read(wheel);
    }

    private static WheelFile Place(WheelFile built, WheelRequest request)
    {
        var target = Path.Combine(request.TargetFolder, built.Name.FileName);
        File.Move(built.Path, target, overwrite: true);
        foreach (var other in FolderListing.FilesOf(request.TargetFolder, ".whl"))
        {
            if (other != target && WheelName.TryParse(Path.GetFileName(other))?.Normalized == built.Name.Normalized)
                File.Delete(other);
        }

        return built with { Path = target };
    }
}
