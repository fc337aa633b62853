using System.Text.RegularExpressions;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Detection;

/// <summary>Reads the .NET projects of a repository: those that a solution lists, or all.</summary>
internal sealed partial class DotnetProjects(ProjectFiles files, Findings findings)
{
    private static readonly string[] s_endings = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>Projects that make something, sorted by path; tests and samples are left out.</summary>
    public IReadOnlyList<DotnetProposal> Read()
    {
        var proposals = new List<DotnetProposal>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Listed().Where(p => TextRules.ProjectFile.Allows(p)).Order(StringComparer.Ordinal))
        {
            if (MsbuildFile.Read(files, findings, path) is not { } file || Proposal(file, names) is not { } proposal)
                continue;
            names.Add(proposal.Name);
            proposals.Add(proposal);
        }

        return proposals;
    }

    private List<string> Listed()
    {
        var all = files.Ending(".", s_endings).ToList();
        var solutions = files.All.Where(f => !f.Contains('/')).ToList();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var solution in solutions.Where(f => f.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var project in MsbuildFile.Read(files, findings, solution)?.Items("Project", "Path") ?? [])
                listed.Add(project);
        }

        foreach (var solution in solutions.Where(f => f.EndsWith(".sln", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (Match project in ProjectLine().Matches(files.Text(solution) ?? ""))
                listed.Add(project.Groups[1].Value.Replace('\\', '/'));
        }

        return listed.Count == 0 ? all : [.. all.Where(listed.Contains)];
    }

    private DotnetProposal? Proposal(MsbuildFile file, HashSet<string> names)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        if (IsTest(file, name)
            || file.Path.Split('/').Any(p => p is "samples" or "examples" or "test" or "tests" or "benchmarks"))
            return null;
        if (file.Sdk is null)
        {
            findings.Add("ARG0912", new(file.Path), "the project isn't of the SDK's form, which dotnet builds",
                "Convert it (<Project Sdk=\"Microsoft.NET.Sdk\">), or leave it out.");
            return null;
        }

        var frameworks = Frameworks(file);
        var own = new DotnetProposal(NameGuess.Unique(name, names), file.Path, file.Path)
        {
            Inputs = Inputs(file),
            Version = Property(file, "Version") ?? Property(file, "VersionPrefix"),
        };
        var type = Property(file, "OutputType");
        if (file.Is("PackAsTool")) return Tool(file, own, name);
        if (type?.Value is "Exe" or "WinExe" || file.Sdk is "Microsoft.NET.Sdk.Web" or "Microsoft.NET.Sdk.Worker")
        {
            return frameworks.Count == 0 ? Unclear(file) : own with
            {
                From = type is null ? $"the SDK {file.Sdk} in {file.Path}" : $"OutputType {type.Value}, {type.From}",
                Frameworks = frameworks,
            };
        }

        if (string.Equals(Property(file, "IsPackable")?.Value, "false",
            StringComparison.OrdinalIgnoreCase)) return null;
        var id = Id(file, name);
        return TextRules.PackageId.Allows(id) ? own with { From = $"{file.Path}: a library", PackageId = id } : null;
    }

    private DotnetProposal? Tool(MsbuildFile file, DotnetProposal own, string name)
    {
        var command = Property(file, "ToolCommandName") ?? Property(file, "AssemblyName") ?? new(name, file.Path);
        var id = Id(file, name);
        return TextRules.PackageId.Allows(id) && TextRules.Program.Allows(command.Value)
            ? own with { From = $"PackAsTool in {file.Path}", PackageId = id, Command = command.Value }
            : Unclear(file);
    }

    private DotnetProposal? Unclear(MsbuildFile file)
    {
        findings.Add("ARG0912", new(file.Path), "its target framework or its package id is computed, or missing",
            "Add it under 'dotnet:' of argosy.yaml by hand.");
        return null;
    }

    private string Id(MsbuildFile file, string name) =>
        (Property(file, "PackageId") ?? Property(file, "AssemblyName"))?.Value ?? name;

    // Those that dotnet publishes on Linux.
    private List<string> Frameworks(MsbuildFile file) =>
        [.. (Property(file, "TargetFrameworks") ?? Property(file, "TargetFramework"))?.Value
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(f => TextRules.Framework.Allows(f) && !f.Contains('-') && Published().IsMatch(f)) ?? []];

    // The project's own value, else that of the nearest Directory.Build.props.
    private Guess? Property(MsbuildFile file, string name)
    {
        if (file.Property(name) is { } own) return own;
        for (var folder = ProjectFiles.FolderOf(file.Path); ; folder = ProjectFiles.FolderOf(folder))
        {
            var path = folder == "." ? "Directory.Build.props" : $"{folder}/Directory.Build.props";
            if (files.Has(path)) return MsbuildFile.Read(files, findings, path)?.Property(name);
            if (folder == ".") return null;
        }
    }

    // Folders of the projects that it refers to, directly or not, and shared settings.
    private List<string> Inputs(MsbuildFile file)
    {
        var own = ProjectFiles.FolderOf(file.Path);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<MsbuildFile>([file]);
        while (open.TryPop(out var project))
        {
            foreach (var reference in project.Items("ProjectReference"))
            {
                var path = ProjectFiles.Join(ProjectFiles.FolderOf(project.Path), reference);
                if (path is null || MsbuildFile.Read(files, findings, path) is not { } referred) continue;
                if (folders.Add(ProjectFiles.FolderOf(path))) open.Push(referred);
            }
        }

        folders.Remove(own);
        var inputs = folders.Where(f => f != "." && TextRules.ProjectGlob.Allows($"{f}/**")).Select(f => $"{f}/**")
            .ToList();
        if (own == ".") inputs.AddRange(files.Folders(".").Where(f => TextRules.ProjectGlob.Allows($"{f}/**"))
            .Where(f => files.Ending(f, ".cs", ".fs", ".vb", ".resx").Any() && !IsTestName(f)).Select(f => $"{f}/**"));
        string[] shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];
        if (own != ".") inputs.AddRange(shared.Where(files.Has));
        return [.. inputs.Distinct()];
    }

    private static bool IsTest(MsbuildFile file, string name) => IsTestName(name) || file.Is("IsTestProject")
        || file.Items("PackageReference").Any(p => p is "Microsoft.NET.Test.Sdk" or "BenchmarkDotNet");

    private static bool IsTestName(string name) => TestName().IsMatch(name);

    [GeneratedRegex(@"^Project\([^)]*\)\s*=\s*""[^""]*"",\s*""([^""]+proj)""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();

    [GeneratedRegex(@"(?:^|[.\-_])(?:Unit|Integration)?(?:Tests?|Benchmarks?|Samples?|Examples?)$|Tests$",
        RegexOptions.IgnoreCase)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^net(?:[5-9]|[1-9][0-9])\.[0-9]+$")]
    private static partial Regex Published();
}
