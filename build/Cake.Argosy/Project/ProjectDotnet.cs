using Argosy.Artifacts;
using Argosy.Toolchains.Processes;

namespace Cake.Argosy.Project;

/// <summary>.NET projects, by the SDK's own command.</summary>
public sealed class ProjectDotnet(Session session)
{
    // MSBuild's word for a file that is never there: a compiler whose outputs it is among runs whatever the time stamps in obj/ say. By
    // those a source that came back with an older one would not be compiled, and the last result given for the new key.
    private const string Compile = "-p:NonExistentFile=__none__/__none__";

    /// <summary>Publishes a project for one framework into a folder, which then holds nothing else: what an earlier version of it
    /// brought along is gone.</summary>
    public async Task PublishAsync(string project, string framework, string folder)
    {
        using var staged = new StagedFolder(folder);
        await RunAsync("publish", project, "-c", "Release", "-f", framework, "-o", staged.Path, "-nologo", Compile, Version);
        staged.Publish();
    }

    /// <summary>Packs projects into <c>artifacts/packages</c>, which then holds nothing else; their symbols beside them.
    /// </summary>
    public async Task PackAsync(params IReadOnlyList<string> projects)
    {
        using var staged = new StagedFolder(session.Paths.Packages);
        foreach (var project in projects) await RunAsync(PackArguments(project, staged.Path));
        staged.Publish();
        session.Outputs.Made(session.Paths.Packages, "*.nupkg", ArtifactKind.Package, null);
        session.Outputs.Made(session.Paths.Packages, "*.snupkg", ArtifactKind.Package, null);
    }

    internal IReadOnlyList<string> PackArguments(string project, string folder) =>
        ["pack", project, "-c", "Release", "-o", folder, "-nologo", Compile, Version, $"-p:PackageVersion={session.Model.Project.Version}"];

    // On the command line, since a project's own properties would go before the environment's.
    private string Version => $"-p:Version={session.Model.Project.Version}";

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
