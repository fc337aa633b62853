using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Detection;

/// <summary>Reads a repository: what it seems to be.</summary>
internal sealed class RepositoryReader(ProjectFiles files, Findings findings, GitFacts git)
{
    private static readonly string[] s_licenses =
        ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "License", "License.txt", "COPYING",
            "COPYING.txt", "COPYRIGHT"];

    // Folders that are no part of a native item's build.
    private static readonly HashSet<string> s_apart = new(StringComparer.Ordinal)
    {
        "artifacts", "images", "wheels", "debs", "pipelines", "locks", "mirrors", "devstack", "zuul.d", "playbooks",
            "debian",
    };

    /// <summary>The proposal.</summary>
    /// <param name="name">The project's name, if the user gives one.</param>
    public ProjectProposal Read(string? name)
    {
        var wheels = Wheels();
        var native = Native(wheels);
        var dotnet = new DotnetProjects(files, findings).Read();
        var own = Name(name, native, wheels, dotnet);
        return new(own, Version(native, wheels, dotnet))
        {
            Description = Described((native.FirstOrDefault()?.Description ?? wheels.FirstOrDefault()?.Description)),
            Native = native,
            Dotnet = dotnet,
            Wheels = wheels,
            Images = Images(own.Value),
            Ci = new CiFiles(files, findings).Read(),
            License = s_licenses.FirstOrDefault(files.Has),
            Maintainer = Maintainer(own.Value),
        };
    }

    private static Guess? Described(Guess? description) =>
        description is not null && TextRules.Line.Allows(description.Value.Trim())
        ? description with { Value = description.Value.Trim() }
        : null;

    private Guess Name(string? given, IReadOnlyList<NativeProposal> native, IReadOnlyList<WheelProposal> wheels,
        IReadOnlyList<DotnetProposal> dotnet)
    {
        if (given is not null) return new(given, "--name");
        if (native.FirstOrDefault(n => n.Source == ".") is { } root) return new(NameGuess.Of(root.Title), root.From);
        if (wheels.FirstOrDefault(w => w.Folder == ".") is { } wheel) return new(NameGuess.Of(wheel.Name.Value),
            wheel.Name.From);
        var solution = files.All.FirstOrDefault(f => !f.Contains('/') && (f.EndsWith(".sln", StringComparison.Ordinal)
            || f.EndsWith(".slnx", StringComparison.Ordinal)));
        if (dotnet.Count > 0
            && solution is not null) return new(NameGuess.Of(Path.GetFileNameWithoutExtension(solution)), solution);
        return new(NameGuess.Of(Path.GetFileName(files.Root)), "the folder's name");
    }

    private Guess Version(IReadOnlyList<NativeProposal> native, IReadOnlyList<WheelProposal> wheels,
        IReadOnlyList<DotnetProposal> dotnet)
    {
        var written = native.Select(n => n.Version).Concat(wheels.Select(w => w.Version))
            .Concat(dotnet.Select(d => d.Version))
            .Append(files.Text("VERSION") is { } text ? new(text.Trim(), "VERSION") : null).OfType<Guess>();
        foreach (var version in written)
        {
            if (VersionGuess.Of(version.Value) is not { } valid) continue;
            return new(valid, VersionGuess.IsExact(version.Value, valid) ? version.From
                : $"'{version.Value}', {version.From}");
        }

        return git.Version ?? new("0.1.0", "nothing: no file and no git tag has a version");
    }

    private List<WheelProposal> Wheels()
    {
        var folders = files.All.Where(f => Path.GetFileName(f) is "pyproject.toml" or "setup.cfg" or "setup.py")
            .Select(ProjectFiles.FolderOf).Distinct().Order(StringComparer.Ordinal).ToList();
        // A folder inside of another project is a part of that one, or a test of it.
        var outer = folders.Where(f =>
            !folders.Any(o => o != f && (o == "." || f.StartsWith($"{o}/", StringComparison.Ordinal))));
        return [.. outer.Select(f => new PythonProject(files, findings, f).Read()).OfType<WheelProposal>()
            .Where(w => TextRules.PythonProject.Allows(w.Name.Value)).DistinctBy(w => w.Name.Value)
            .Select(w => w.Folder == "." ? w with { Inputs = Inputs() } : w)];
    }

    private List<NativeProposal> Native(IReadOnlyList<WheelProposal> wheels)
    {
        var proposals = new List<NativeProposal>();
        var folders = files.All.Select(ProjectFiles.FolderOf).Distinct()
            .Where(f => f.Split('/').Length <= 2 && !f.Split('/').Any(IsTest))
            .OrderBy(f => f == "." ? "" : f, StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (proposals.Any(p =>
                p.Source == "." || folder.StartsWith($"{p.Source}/", StringComparison.Ordinal))) continue;
            // These compile with CMake or meson on their own.
            if (wheels.Any(w => w.Folder == folder && PythonProject.Compiles(w.Backend.Value))) continue;
            if (Native(folder) is not { } native) continue;
            var inputs = folder == "." ? Inputs() : [];
            proposals.Add(native with
            {
                Name = NameGuess.Unique(native.Name, [.. proposals.Select(p => p.Name)], "native"),
                Inputs = inputs,
            });
        }

        return proposals;
    }

    private NativeProposal? Native(string folder)
    {
        var others = new List<string>();
        var (cmake, meson, autotools) =
            (CMakeProject.FileIn(folder), MesonProject.FileIn(folder), AutotoolsProject.FileIn(files, folder));
        NativeProposal? native = null;
        if (files.Has(cmake)) native = new CMakeProject(files, findings, folder).Read();
        if (files.Has(meson))
        {
            if (native is null) native = new MesonProject(files, findings, folder).Read();
            else others.Add(meson);
        }

        if (autotools is not null)
        {
            if (native is null) native = new AutotoolsProject(files, findings, folder).Read();
            else
            {
                others.Add(autotools);
                native = native with
                {
                    Version = native.Version ?? new AutotoolsProject(files, findings, folder).Read()?.Version,
                };
            }
        }

        return native is null || others.Count == 0 ? native : native with
        {
            Remarks = [.. native.Remarks, $"{string.Join(" and ", others)} could build it, too"],
        };
    }

    private List<string> Inputs() => [.. files.Folders(".")
        .Where(f => !s_apart.Contains(f) && TextRules.ProjectGlob.Allows($"{f}/**")).Select(f => $"{f}/**")];

    private static bool IsTest(string part) =>
        part is "test" or "tests" or "examples" or "example" or "samples" or "fuzz" or "fuzzing" or "benchmark"
            or "bench" or "docs" or "doc"
            or "contrib" or "images" or "debian";

    private List<ImageProposal> Images(string project)
    {
        var images = new List<ImageProposal>();
        foreach (var file in files.All.Where(f => IsDockerfile(Path.GetFileName(f)) && f.Split('/').Length <= 4))
        {
            var taken = images.Select(i => i.Name).ToList();
            var name = NameGuess.Unique(ImageName(file, project), taken, "image");
            if (DockerfileImage.Read(files, findings, file, name) is { } image) images.Add(image);
        }

        return images;
    }

    // docker/web/Dockerfile is web, Dockerfile.web and web.Dockerfile are, too.
    private static string ImageName(string file, string project)
    {
        var name = Path.GetFileName(file);
        if (name.StartsWith("Dockerfile.", StringComparison.Ordinal)) return name["Dockerfile.".Length..];
        if (name.EndsWith(".Dockerfile", StringComparison.Ordinal)) return name[..^".Dockerfile".Length];
        var folder = ProjectFiles.FolderOf(file);
        return folder is "." or "docker" or "container" or ".docker" ? project : Path.GetFileName(folder);
    }

    private static bool IsDockerfile(string name) => name is "Dockerfile" or "Containerfile"
        || (name.StartsWith("Dockerfile.", StringComparison.Ordinal)
            && !name.EndsWith(".dockerignore", StringComparison.Ordinal))
        || name.EndsWith(".Dockerfile", StringComparison.Ordinal);

    private Guess Maintainer(string project)
    {
        const string key = "Maintainer:";
        var control = files.Text("debian/control")?.Split('\n').Index()
            .FirstOrDefault(l => l.Item.StartsWith(key, StringComparison.Ordinal));
        if (control?.Item is { Length: > 0 } line && TextRules.Line.Allows(line[key.Length..].Trim()))
            return new(line[key.Length..].Trim(), $"debian/control:{control.Value.Index + 1}");
        return git.Author is { } author && TextRules.Line.Allows(author)
            ? new(author, "the author of the last commit")
            : new($"The {project} authors <{project}@example.org>", "nothing: write a name and an address");
    }
}
