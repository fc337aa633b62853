using Argosy.Artifacts.Tasks;
using Argosy.Packages.Apt;
using Argosy.Packages.Debian;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Mirrors;

/// <summary>All Debian packages of all distributions, for apt.</summary>
/// <param name="settings">The run.</param>
/// <param name="debs">The packages.</param>
/// <param name="key">The key to sign with; null for an archive that isn't signed.</param>
public sealed class DebianMirror(BuildSettings settings, DebBuild debs, ArchiveKey? key = null) : IMirror
{
    private string Folder => settings.Paths.Mirror("debian");

    /// <inheritdoc />
    /// <remarks>Error ARG0585 if there is no file of the key.</remarks>
    public void Declare(TaskDeclaration task)
    {
        task.Values($"{settings.SourceDate}", settings.Model.Project.Name, string.Join(',', settings.Architectures),
                string.Join(',', settings.Model.Distributions.Select(d => d.Name)),
                $"key={key?.Fingerprint} valid={settings.Model.ArchiveValidity}")
            .Uses(PlatformRoots.Unpacker, "xz")
            .Outputs(settings.Paths.Relative(Folder))
            .ReplacesOutputs();
        if (key is not null) task.Uses("gpg", "gpgconf", "gpgv");
    }

    /// <inheritdoc />
    public async Task WriteAsync(TaskContext task)
    {
        var archive = new AptArchive(task.Commands(),
            new(settings.Model.Project.Name, settings.Architectures, settings.SourceDate.Time)
            {
                Key = key,
                ValidFor = settings.Model.ArchiveValidity,
            });
        LeftOut.Note(task, await archive.WriteAsync(
            Folder, [.. settings.Model.Distributions.Select(Release)], task.Cancellation));
        if (key is null)
            task.Note("The archive of Debian packages isn't signed: --debian-key=FILE signs it.");
    }

    private ArchiveRelease Release(Distribution distribution) => new(distribution, [.. settings.Architectures
        .Where(distribution.Carries).SelectMany(a => debs.FilesOf(new(distribution, a)))]);
}
