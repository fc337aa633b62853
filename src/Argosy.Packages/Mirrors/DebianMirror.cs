using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Mirrors;

/// <summary>All Debian packages, for apt.</summary>
public sealed class DebianMirror(BuildSettings settings, DebBuild debs) : IMirror
{
    private string Folder => settings.Paths.Mirror("debian");

    /// <inheritdoc />
    public void Declare(TaskDeclaration task) => task
        .Values($"{settings.SourceDate}", settings.Model.Project.Name, string.Join(',', settings.Architectures))
        .Uses(PlatformRoots.Unpacker)
        .Outputs(settings.Paths.Relative(Folder))
        .ReplacesOutputs();

    /// <inheritdoc />
    public async Task WriteAsync(TaskContext task)
    {
        using var staged = new StagedFolder(Folder);
        var releases = new Dictionary<Distribution, IReadOnlyList<DebFile>>();
        foreach (var distribution in settings.Model.Distributions)
        {
            var files = new List<DebFile>();
            foreach (var architecture in settings.Architectures)
                files.AddRange(await debs.ReadAsync(new Platform(distribution, architecture), task));
            releases.Add(distribution, files);
        }

        DebRepository.Write(staged.Path, releases, settings.Architectures, settings.Model.Project.Name,
            settings.SourceDate.Time);
        staged.Publish();
    }
}
