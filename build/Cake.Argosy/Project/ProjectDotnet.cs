using Argosy.Artifacts;
using Argosy.Toolchains.Processes;

namespace Cake.Argosy.Project;

/// <summary>.NET projects, by the SDK's own command.</summary>
public sealed class ProjectDotnet(Session session)
{
    /// <summary>Publishes a project for one framework into a folder.</summary>
    public Task PublishAsync(string project, string framework, string folder) =>
        RunAsync("publish", project, "-c", "Release", "-f", framework, "-o", folder, "-nologo");

    /// <summary>Packs projects into <c>artifacts/packages</c>, which then holds nothing else; their symbols beside them.
    /// </summary>
    public async Task PackAsync(params IReadOnlyList<string> projects)
    {
        using var staged = new StagedFolder(session.Paths.Packages);
        foreach (var project in projects) await RunAsync("pack", project, "-c", "Release", "-o", staged.Path, "-nologo");
        staged.Publish();
        session.Outputs.Made(session.Paths.Packages, "*.nupkg", ArtifactKind.Package, null);
        session.Outputs.Made(session.Paths.Packages, "*.snupkg", ArtifactKind.Package, null);
    }

    /// <summary>Runs the command.</summary>
    public Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) => Session.Commands.RunAsync(
        new("dotnet", arguments)
        {
            Folder = session.Root,
            // Properties as variables: on a command line a list's semicolons would have to be escaped, and then stay so.
            Environment = new Dictionary<string, string?>
            {
                [SourceDate.Variable] = $"{session.SourceDate}",
                ["ArgosyNativeDir"] = Path.Combine(session.Paths.Artifacts, "native"),
                ["ArgosyArchitectures"] = string.Join(';', session.Architectures),
            },
        },
        Session.CurrentTask.Cancellation);
}
