using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Audit;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels.Building;

/// <summary>pip's command for one wheel, and the file that it makes.</summary>
internal static partial class PipWheel
{
    /// <summary>Builds a wheel in a scratch folder, audits it, and moves it into the request's folder.</summary>
    /// <remarks>Errors ARG0509, ARG0510, ARG0513 and ARG0572, and those of the build.</remarks>
    /// <param name="request">The request.</param>
    /// <param name="build">Gets the request with absolute paths, and the scratch folder.</param>
    public static async Task<BuiltWheel> MakeAsync(
        WheelRequest request, Func<WheelRequest, string, Task<BuiltWheel>> build)
    {
        request = request.Absolute();
        Directory.CreateDirectory(request.TargetFolder);
        // Never published: it is next to the result so that scripts in it can be executed and a rename is atomic.
        using var scratch = new StagedFolder(Path.Combine(request.TargetFolder, $".{request.Sdist.Wheel.Name}"));
        var built = await build(request, scratch.Path);
        WheelAcceptance.RequireProject(built.File, request.Sdist.Wheel);
        var accepted = WheelAcceptance.Accept(built.File, request.Platform, request.Sysroot, mayBePure: true);
        return built with { File = Place(accepted, request) };
    }

    /// <summary>pip's arguments: nothing is fetched or installed.</summary>
    /// <param name="target">The folder for the wheel.</param>
    /// <param name="project">The project's folder.</param>
    /// <param name="settings">Settings of the backend.</param>
    public static IReadOnlyList<string> Arguments(
        string target, string project, params IReadOnlyList<string> settings) =>
    [
        "wheel", "--verbose", "--no-build-isolation", "--no-deps", "--no-index", "--no-cache-dir",
        "--disable-pip-version-check", .. settings, "--wheel-dir", target, project,
    ];

    /// <summary>The wheel in the folder; null if there is none, or more than one.</summary>
    public static string? FindMade(string folder) =>
        FolderListing.FilesOf(folder, ".whl") is [var wheel] ? wheel : null;

    /// <summary>The project's folder in an unpacked archive. Error ARG0560 if it isn't there.</summary>
    public static string ProjectIn(string source, WheelRequest request)
    {
        if (request.Subdirectory is not { } below) return source;
        var project = Path.GetFullPath(below, source);
        return PathText.IsWithin(project, source) && Directory.Exists(project)
            ? project
            : throw new ArgosyException(new Diagnostic("ARG0560", request.Place,
                $"its archive has no folder '{below}'", "Correct 'subdirectory:' of the package."));
    }

    /// <summary>Reads a wheel that pip made. Errors ARG0511 and ARG0563 for a bad one, ARG0509 for a pure one of a
    /// project that compiles something: it is what remains when its compiler fails.</summary>
    public static WheelFile Read(string path, CommandResult result, WheelRequest request)
    {
        WheelContents.Verify(path);
        var wheel = WheelFile.Read(path);
        if (!wheel.Name.IsPure || !Compiles().IsMatch(result.Output)) return wheel;
        throw new ArgosyException(new Diagnostic("ARG0509", new(wheel.Name.FileName),
            $"its tag isn't that of {request.Platform}, though its build compiles an extension",
            "Its C extension failed to compile: see the log."));
    }

    // As setuptools reports it, before it starts a compiler.
    [GeneratedRegex(@"^\s*building '[\w.]+' extension", RegexOptions.Multiline)]
    private static partial Regex Compiles();

    /// <summary>Moves a wheel into its folder, which then has no other of the same project.</summary>
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
