using System.Text.RegularExpressions;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Yaml;

namespace Argosy.Adoption.Detection;

/// <summary>Finds the CI systems that a repository uses.</summary>
internal sealed partial class CiFiles(ProjectFiles files, Findings findings)
{
    private const int MostDepth = 64;

    // The order in which Zuul looks; it reads the first one alone.
    private static readonly string[] s_zuul = ["zuul.yaml", "zuul.d", ".zuul.yaml", ".zuul.d"];

    /// <summary>The systems in the order of their names here.</summary>
    public IReadOnlyList<CiProposal> Read() =>
        [.. ((CiProposal?[])[Zuul(), GitHub(), GitLab()]).OfType<CiProposal>()];

    private CiProposal? Zuul()
    {
        var found = s_zuul.FirstOrDefault(p => files.Has(p) || files.HasFolder(p));
        if (found is null) return null;
        if (files.Has(found)) Check(found);
        return new(CiSystem.Zuul, found)
        {
            Remarks = found == "zuul.d"
                ? []
                : [$"Zuul reads the first of {string.Join(", ", s_zuul)} alone: move what {found} has into zuul.d/, "
                    + "beside the generated files"],
        };
    }

    private CiProposal? GitHub()
    {
        const string folder = ".github/workflows";
        if (!files.HasFolder(folder)) return null;
        var workflows = Directory.EnumerateFiles(Path.Combine(files.Root, folder))
            .Select(f => $"{folder}/{Path.GetFileName(f)}")
            .Where(f => f.EndsWith(".yml", StringComparison.Ordinal) || f.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        foreach (var workflow in workflows) Check(workflow);
        return workflows.Count == 0 ? null : new(CiSystem.GitHub, workflows[0])
        {
            Checkout = workflows.Select(w => Checkout().Match(files.Text(w) ?? "")).FirstOrDefault(m => m.Success)?
                .Groups[1].Value,
        };
    }

    private CiProposal? GitLab()
    {
        const string file = ".gitlab-ci.yml";
        if (!files.Has(file)) return null;
        Check(file);
        return new(CiSystem.GitLab, file)
        {
            Remarks = [$"{file} is the path of the generated file: rename yours and add it to 'include:'"],
        };
    }

    // Only the syntax: what these files do isn't taken over.
    private void Check(string file)
    {
        if (files.Text(file) is not { } text) return;
        try
        {
            _ = SourceDocument.Parse(text, MostDepth);
        }
        catch (YamlSyntaxException e)
        {
            findings.Malformed(file, e.Line, $"it isn't YAML: {e.Message.TrimEnd('.')}");
        }
    }

    [GeneratedRegex(@"uses:\s*[""']?(actions/checkout@[0-9a-f]{40})\b")]
    private static partial Regex Checkout();
}
