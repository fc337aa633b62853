using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Mirrors.Python;
using Argosy.Platforms;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Mirrors;

/// <summary>A platform's wheels, for pip.</summary>
public sealed class WheelMirror(BuildSettings settings, Platform platform) : IMirror
{
    private string Folder => settings.Paths.WheelMirror(platform);

    /// <inheritdoc />
    public void Declare(TaskDeclaration task) => task
        .InputsIfPresent(YankedWheels.FileName)
        .Values("pip", $"{settings.SourceDate}")
        .Outputs(settings.Paths.Relative(Folder))
        .ReplacesOutputs();

    /// <inheritdoc />
    public Task WriteAsync(TaskContext task) => Task.Run(() => LeftOut.Note(task, WheelIndex.Write(
        Folder, FolderListing.FilesOf(settings.Paths.Wheels(platform), ".whl"), settings.SourceDate.Time,
        YankedWheels.Load(settings.Root))));
}
