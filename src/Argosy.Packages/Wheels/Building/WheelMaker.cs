using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>Makes a platform's wheel by the way that its definition allows, and records how, or why not.</summary>
internal sealed class WheelMaker(BuildSettings settings, WheelRoots roots, Confinement confinement)
{
    // Failures that may be the cross-build's own, and not the project's or the machine's.
    private static readonly HashSet<string> s_ofCross =
        new(["ARG0508", "ARG0509", "ARG0510", "ARG0535", Toolbox.MissingTool], StringComparer.Ordinal);

    /// <summary>Makes the wheel and its <c>build.json</c>.</summary>
    /// <param name="wheel">What is built.</param>
    /// <param name="platform">For which platform.</param>
    /// <param name="first">The platform on which a wheel that fits all platforms is built.</param>
    /// <param name="fetch">Fetches the sdist.</param>
    /// <param name="task">The running task.</param>
    public async Task MakeAsync(
        WheelDefinition wheel, Platform platform, Platform? first, Func<Task<Sdist>> fetch, TaskContext task)
    {
        var failure = settings.Paths.WheelFailure(platform, wheel.Name);
        using var staged = new StagedFolder(settings.Paths.Wheel(platform, wheel.Name));
        try
        {
            if (first is null || first == platform || !TryTake(wheel, first, platform, staged.Path))
                await BuildAsync(wheel, platform, await fetch(), staged.Path, task);
        }
        catch (ArgosyException e)
        {
            var how = e.Diagnostics.Any(d => d.Id is "ARG0562" or Confinement.NoRootError)
                ? WheelBuilt.Inconclusive
                : WheelBuilt.Failed;
            new WheelRecord(wheel.Name, null, platform.Name, how, null, null, Plain(staged.Path, e.Message))
                .Save(failure);
            throw;
        }

        staged.Publish();
        Leftovers.Remove(failure);
    }

    /// <summary>Builds the wheel into a folder, and touches nothing else.</summary>
    public Task RemakeAsync(
        WheelDefinition wheel, Platform platform, Sdist sdist, string target, TaskContext task) =>
        BuildAsync(wheel, platform, sdist, target, task);

    private async Task BuildAsync(
        WheelDefinition wheel, Platform platform, Sdist sdist, string target, TaskContext task)
    {
        var request = new WheelRequest(platform, sdist, roots.SysrootOf(wheel, platform),
            roots.PythonOf(wheel, platform), target, settings.SourceDate.Time)
        {
            Environment = wheel.Environment,
            Subdirectory = wheel.Project is "." ? null : wheel.Project ?? wheel.Subdirectory,
            Bytecode = await PythonBytecode.EnsureAsync(task.Commands(),
                roots.UsualPythonOf(platform.Distribution), platform.Distribution, task.Cancellation),
            Natives = [.. wheel.Natives.Select(n => settings.Paths.Native(n, platform.Architecture))],
        };
        ArgosyException? refused = null;
        BuiltWheel? built = null;
        if (wheel.Build != WheelBuildChoice.Emulated)
        {
            try
            {
                built = await new WheelBuilder(task.Commands(), confinement).BuildAsync(request, task.Cancellation);
            }
            catch (ArgosyException e)
                when (wheel.Build == WheelBuildChoice.Auto && s_ofCross.Contains(e.Diagnostics[0].Id))
            {
                refused = e;
                task.Note($"{wheel.Name} for {platform}: the cross-build failed, so it is built by emulation.");
                task.Log(e.Message);
            }
        }

        var how = built is null ? WheelBuilt.Emulated : WheelBuilt.Cross;
        built ??= await EmulateAsync(request, wheel, refused, task);
        new WheelRecord(wheel.Name, built.File.Name.Version, platform.Name,
            built.File.Name.IsPure ? WheelBuilt.Pure : how, built.Backend,
            refused is null ? null : Plain(target, refused.Diagnostics[0].Cause), null)
            .Save(Path.Combine(target, WheelRecord.FileName));
    }

    private async Task<BuiltWheel> EmulateAsync(
        WheelRequest request, WheelDefinition wheel, ArgosyException? refused, TaskContext task)
    {
        try
        {
            var root = await roots.EmulatedAsync(wheel, request.Platform, task);
            return await new EmulatedBuilder(task.Commands(), confinement)
                .BuildAsync(request with { BuildRoot = root }, task.Cancellation);
        }
        catch (ArgosyException e) when (refused is not null)
        {
            // The compiler's first error is the reason; why the second way failed as well comes after it.
            throw new ArgosyException([.. refused.Diagnostics, .. e.Diagnostics]);
        }
    }

    // The wheel of the first platform, if it is for all.
    private bool TryTake(WheelDefinition wheel, Platform first, Platform platform, string target)
    {
        var folder = settings.Paths.Wheel(first, wheel.Name);
        if (WheelRecord.TryLoad(Path.Combine(folder, WheelRecord.FileName)) is not { How: WheelBuilt.Pure } record
            || PipWheel.FindMade(folder) is not { } file) return false;
        RegularFile.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        (record with { Platform = platform.Name }).Save(Path.Combine(target, WheelRecord.FileName));
        return true;
    }

    // Without the names of temporary folders.
    private static string Plain(string target, string text) =>
        Regex.Replace(text, $@"{Regex.Escape(Path.GetFullPath(target))}(/[^/\s'"":]+)?", "/build").Trim();
}
