using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Mirrors.Python;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;

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
    public Task WriteAsync(TaskContext task) =>
        Task.Run(() => Write(Folder, FolderListing.FilesOf(settings.Paths.Wheels(platform), ".whl"), task));

    /// <summary>The folder of the mirror as it may be published: without wheels whose proof failed, each of which is
    /// noted.</summary>
    public Task<string> ProvenAsync(TaskContext task) => Task.Run(() =>
    {
        var wheels = FolderListing.FilesOf(settings.Paths.Wheels(platform), ".whl").ToList();
        var proven = wheels.Where(w => IsPublishable(w, task)).ToList();
        if (proven.Count == wheels.Count) return Folder;
        var folder = Path.Combine(settings.Paths.State, "mirrors", "proven", platform.WheelSlug);
        Write(folder, proven, task);
        return folder;
    });

    private void Write(string folder, IReadOnlyList<string> wheels, TaskContext task) => LeftOut.Note(
        task, WheelIndex.Write(folder, wheels, settings.SourceDate.Time, YankedWheels.Load(settings.Root)));

    private bool IsPublishable(string path, TaskContext task)
    {
        // Reading all wheels of a large mirror takes longer than publishing it.
        if (WheelName.TryParse(Path.GetFileName(path)) is not { } name
            || !ProofFailure.Exists(settings.Paths, platform, name.Normalized))
            return true;
        ProofFailure? failure;
        try
        {
            failure = ProofFailure.TryLoad(settings.Paths, platform, WheelFile.Read(path));
        }
        catch (ArgosyException)
        {
            // The mirror leaves out a damaged one.
            return true;
        }

        if (failure is not null)
            task.Note($"{Path.GetFileName(path)} isn't published: {failure.Reason.Split('\n')[0]}");
        return failure is null;
    }
}
