using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Cross-builds wheels with pip and setuptools, without emulation.</summary>
/// <param name="runner">Runs tar, pip and, through it, the cross compiler.</param>
public sealed class WheelBuilder(CommandRunner runner)
{
    /// <summary>Builds one wheel and puts it into the target folder, in place of any other wheel of the same project.
    /// Its bytes depend on the request's content alone, never on a folder, a user or the clock.</summary>
    /// <remarks>Errors: ARG0506 and ARG0507 where a root lacks something, ARG0508 where pip fails, ARG0509 and ARG0510
    /// where the result isn't the platform's.</remarks>
    public async Task<WheelFile> BuildAsync(WheelRequest request, CancellationToken cancellation)
    {
        request = request with
        {
            Sysroot = Path.GetFullPath(request.Sysroot),
            BuildRoot = Path.GetFullPath(request.BuildRoot),
            TargetFolder = Path.GetFullPath(request.TargetFolder),
        };
        Directory.CreateDirectory(request.TargetFolder);
        // Never published: it lies beside the result so that a script in it may be executed and a rename is atomic.
        using var scratch = new StagedFolder(Path.Combine(request.TargetFolder, $".{request.Sdist.Wheel.Name}"));
        var python = new CrossPython(request, scratch.Path);
        var built = await PipWheelAsync(python, request, scratch.Path, cancellation);
        WheelCheck.Verify(built, request.Platform, request.Sysroot);
        return Place(built, request);
    }

    private async Task<WheelFile> PipWheelAsync(
        CrossPython python, WheelRequest request, string scratch, CancellationToken cancellation)
    {
        var source = Directory.CreateDirectory(Path.Combine(scratch, "source")).FullName;
        var made = Directory.CreateDirectory(Path.Combine(scratch, "made")).FullName;
        await runner.RunAsync(new Command("tar", "-x", "--strip-components=1", "--no-same-owner", "--no-same-permissions",
            "-f", request.Sdist.Path, "-C", source), cancellation);
        var result = await runner.TryRunAsync(python.Run("-m", "pip", "wheel", "--verbose", "--no-build-isolation",
            "--no-deps", "--no-index", "--no-cache-dir", "--disable-pip-version-check", "--wheel-dir", made, source), cancellation);
        var wheels = Directory.GetFiles(made, "*.whl");
        return result.Succeeded && wheels is [var wheel] ? WheelFile.Read(wheel) : throw Failed(request, result);
    }

    private static WheelFile Place(WheelFile built, WheelRequest request)
    {
        var target = Path.Combine(request.TargetFolder, built.Name.FileName);
        File.Move(built.Path, target, overwrite: true);
        foreach (var other in Directory.GetFiles(request.TargetFolder, "*.whl"))
        {
            if (other != target && WheelName.TryParse(Path.GetFileName(other))?.Normalized == built.Name.Normalized)
                File.Delete(other);
        }

        return built with { Path = target };
    }

    private static ArgosyException Failed(WheelRequest request, CommandResult result) => new(new Diagnosis("ARG0508",
        new($"{request.Sdist.Wheel.Name} for {request.Platform}"), $"pip made no wheel of it:\n{result.Tail(20)}\n",
        $"A missing header or compiler means a package is missing: the platform's belong to the list 'sysroot' under 'roots:' in "
        + $"{Platforms.Model.FileName}, the compiler is {request.Platform.Architecture.CrossCompilerPackage}."));
}
