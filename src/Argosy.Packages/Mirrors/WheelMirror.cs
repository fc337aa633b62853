using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Mirrors;

/// <summary>A platform's wheels, for pip.</summary>
public sealed class WheelMirror(ProjectPaths paths, Platform platform) : IMirror
{
    /// <inheritdoc />
    public void Declare(TaskDeclaration task) =>
        task.Values("pip").Outputs(paths.Relative(paths.WheelMirror(platform))).ReplacesOutputs();

    /// <inheritdoc />
    public Task WriteAsync(TaskContext task) => Task.Run(() =>
    {
        using var staged = new StagedFolder(paths.WheelMirror(platform));
        WheelIndex.Write(staged.Path, WheelFile.ReadAll(paths.Wheels(platform)));
        staged.Publish();
    });
}
