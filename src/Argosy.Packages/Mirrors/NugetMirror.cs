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
    public void Declare(TaskDeclaration task) => task
        .InputsIfPresent(NugetNotes.FileName)
        .Values($"{settings.Model.MirrorAddress}", $"{settings.SourceDate}")
        .Outputs(settings.Paths.Relative(Folder))
        .ReplacesOutputs();

    /// <inheritdoc />
    public Task WriteAsync(TaskContext task) => Task.Run(() => LeftOut.Note(task, NugetFeed.Write(
        Folder, [.. dotnet.PackageFiles], new Uri(settings.Model.MirrorAddress, "nuget/"), settings.SourceDate.Time,
        NugetNotes.Load(settings.Root))));
}
