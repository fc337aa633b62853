using Argosy.Adoption.Bootstrap;
using Argosy.Adoption.Detection;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Adoption.Writing;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Adoption.Init;

/// <summary>Makes a project of a repository: declarations by what is there, and the files with which its build begins.
/// Never overwrites a file.</summary>
public static class ProjectInit
{
    private static readonly string[] s_systems = ["zuul", "github", "gitlab"];

    /// <summary>Looks at a repository; writes nothing. Errors ARG0913 for a folder that isn't there, ARG0914 for an
    /// unknown CI system, ARG0101, ARG0102, ARG0915 and ARG0117 for names of the request.</summary>
    public static async Task<InitPlan> PlanAsync(InitRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Directory.Exists(request.Folder))
            throw new ArgosyException(new Diagnostic("ARG0913", new(request.Folder), "there is no such folder",
                "Give the project's folder, or begin in it."));
        var choice = PlatformChoice.Parse(request.Architectures, request.Distributions);
        if (request.Name is { } name) _ = TextRules.ProjectName.Check(
            new(SourceLocation.CommandLine, name, Plain: true));
        var systems = request.Ci.Select(Parse).ToList();
        var findings = new Findings();
        var root = Path.GetFullPath(request.Folder);
        var git = await GitFacts.ReadAsync(root, cancellation);
        return await Task.Run(() => Plan(root, request, choice, systems, git, findings), cancellation);
    }

    /// <summary>Writes the files of a plan that aren't there. Error ARG0913 where that isn't possible.</summary>
    public static void Write(InitPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var file in plan.Files.Where(f => f.Change == InitChange.Create))
        {
            var path = Path.Combine(plan.Folder, file.Path);
            try
            {
                // Nobody may have made it in between.
                if (FolderListing.TryOf(path, follow: false) is not null) continue;
                var bytes = System.Text.Encoding.UTF8.GetBytes(file.Text);
                AtomicFile.Write(path, stream => stream.Write(bytes), Mode(file.IsProgram));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ArgosyException(new Diagnostic("ARG0913", new(file.Path),
                    $"it can't be written: {e.Message.TrimEnd('.')}",
                        "Correct the rights of the folder, or move what is in the way."), e);
            }
        }
    }

    private static InitPlan Plan(string root, InitRequest request, PlatformChoice choice, List<CiSystem> systems,
        GitFacts git,
        Findings findings)
    {
        var files = new ProjectFiles(root, findings);
        var project = new RepositoryReader(files, findings, git).Read(request.Name);
        if (systems.Count > 0)
            project = project with
            {
                Ci = [.. systems.Select(s => project.Ci.FirstOrDefault(c => c.System == s) ?? new(s, "--ci"))],
            };
        var model = new ModelFile(project, choice).Write();
        // What it writes has to be readable, whatever the repository has.
        _ = Model.Read(YamlFile.Parse(model.Text, model.Path));
        var planned = new List<PlannedFile?>
        {
            DebFile.Write(project),
            PipelineFile.Write(project, choice),
            WheelFile.Write(project),
        };
        planned.AddRange(project.Images.Select(ImageFileText.Write));
        planned.AddRange(BootstrapFiles.For(project.Name.Value, request.Version));
        return new(root, project.Name.Value, project.Version.Value, project.Version.From, [.. Found(project)],
            [.. planned.OfType<PlannedFile>().OrderBy(f => f.Path, StringComparer.Ordinal).Prepend(model)
                .Select(f => Compare(files, f))],
            findings.All);
    }

    private static IEnumerable<InitFind> Found(ProjectProposal project) =>
    [
        .. project.Native.Select(n => new InitFind("native", n.Name, n.From)),
        .. project.Dotnet.Select(d => new InitFind("dotnet", d.Name, d.From)),
        .. project.Wheels.Select(w => new InitFind("wheel", w.Name.Value, w.Name.From)),
        .. project.Images.Select(i => new InitFind("image", i.Name, i.From)),
        .. project.Ci.Select(c => new InitFind("ci", $"{c.System}".ToLowerInvariant(), c.From)),
    ];

    private static InitFile Compare(ProjectFiles files, PlannedFile file)
    {
        if (FolderListing.TryOf(Path.Combine(files.Root, file.Path), follow: false) is null)
            return new(file.Path, InitChange.Create, file.Text, file.IsProgram, null);
        var present = files.Text(file.Path);
        if (present == file.Text) return new(file.Path, InitChange.Same, file.Text, file.IsProgram, null);
        var suggestion = IsList(file.Path) ? Missing(present ?? "", file.Text) : file.Text;
        return new(file.Path, suggestion.Length == 0 ? InitChange.Same : InitChange.Keep, file.Text, file.IsProgram,
            suggestion.Length == 0 ? null : suggestion);
    }

    // Files of independent lines, to which the missing ones can be added.
    private static bool IsList(string path) => Path.GetFileName(path) is ".gitignore" or ".gitattributes";

    private static string Missing(string present, string wanted)
    {
        var known = present.Split('\n').Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        return string.Concat(wanted.Split('\n')
            .Where(l => l.Trim().Length > 0 && l[0] != '#' && !known.Contains(l.Trim()))
            .Select(l => $"{l}\n"));
    }

    private static UnixFileMode Mode(bool isProgram) => (UnixFileMode)(isProgram ? 0b111_101_101 : 0b110_100_100);

    private static CiSystem Parse(string name) => name switch
    {
        "zuul" => CiSystem.Zuul,
        "github" => CiSystem.GitHub,
        "gitlab" => CiSystem.GitLab,
        _ => throw new ArgosyException(
            new Diagnostic("ARG0914", SourceLocation.CommandLine, $"'{name}' is no CI system",
            Suggestion.For(name, s_systems))),
    };
}
