using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Dotnet;
using Argosy.Packages.Nuget;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Mirrors;

/// <summary>The packages of all .NET items, for NuGet.</summary>
public sealed class NugetMirror(BuildSettings settings, DotnetBuild dotnet) : IMirror
{
    private string Folder => settings.Paths.Mirror("nuget");

    /// <inheritdoc />
    public void Declare(TaskDeclaration task) =>
        task.Values($"{settings.Model.MirrorAddress}").Outputs(settings.Paths.Relative(Folder)).ReplacesOutputs();

    /// <inheritdoc />
    public Task WriteAsync(TaskContext task) => Task.Run(() =>
    {
        using var staged = new StagedFolder(Folder);
        NugetFeed.Write(staged.Path, dotnet.PackageFiles.Select(NugetPackage.Read),
            new Uri(settings.Model.MirrorAddress, "nuget/"));
        staged.Publish();
    });
}
