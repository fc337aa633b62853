using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Platforms;
using Argosy.Platforms.Rules;
using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>Writes argosy.yaml.</summary>
/// <param name="project">What the repository seems to be.</param>
/// <param name="choice">What the user chose.</param>
internal sealed class ModelFile(ProjectProposal project, PlatformChoice choice)
{
    /// <summary>The file.</summary>
    public PlannedFile Write() => new(Model.FileName, YamlWriter.Write(
        "# What is built, for which architectures and distributions. 'argosy init' made it of what the project has.",
        "A comment says what each value was guessed from: check them, and change what you like.",
        new Mapping([.. Entries()], Spaced: true)));

    private IEnumerable<Entry> Entries()
    {
        yield return new("project", Project());
        yield return new("architectures", FlowText.List([.. choice.Architectures.Select(a => a.Name)]),
            choice.AreArchitecturesGiven ? "from --architectures" : "the default; known are "
                + string.Join(", ", Architecture.All.Select(a => a.Name)));
        yield return new("distributions", FlowText.List([.. choice.Distributions.Select(d => d.Name)]),
            choice.AreDistributionsGiven ? "from --distributions"
                : "the default: native code and images are built on the first, "
                + "wheels and Debian packages for each");
        if (project.Native.Count > 0) yield return new("native", new Mapping([.. project.Native.Select(Native)]));
        if (project.Dotnet.Count > 0) yield return new("dotnet", new Mapping([.. project.Dotnet.Select(Dotnet)]));
        if (choice.Lagging.Count > 0)
            yield return new("debian", Mapping.Of("allow-differences", new Mapping([.. choice.Lagging.Select(a =>
                new Entry(a.Name, new Scalar("the mirror's security suite may lag for this architecture")))])),
                "without it, package versions that differ between architectures are an error");
    }

    private Mapping Project()
    {
        var facts = new List<Entry>
        {
            new("name", new Scalar(project.Name.Value), project.Name.Comment),
            new("version", new Scalar(project.Version.Value), project.Version.Comment),
        };
        if (project.Description is { } description)
            facts.Add(new("description", new Scalar(description.Value), description.Comment));
        return new(facts);
    }

    private Entry Native(NativeProposal item)
    {
        var entries = new List<Entry> { new("source", new Scalar(item.Source)) };
        if (item.Inputs.Count > 0)
            entries.Add(new("inputs", FlowText.List(item.Inputs),
                "guessed from the folders: a change of anything else builds nothing"));
        if (item.Packages.Count > 0) entries.Add(
            new("packages", FlowText.List(Values(item.Packages)), Sources(item.Packages)));
        if (item.Tools.Count > 0) entries.Add(new("tools", FlowText.List(Values(item.Tools)), Sources(item.Tools)));
        if (item.Options.Count > 0)
            entries.Add(new("options",
                FlowText.Map(item.Options.Select(o => o.Value.Split('=', 2)).Select(o => (o[0], o[1]))),
                Sources(item.Options)));
        var installs = item.Installs.Where(i => TextRules.ProjectGlob.Allows(i.Value)).ToList();
        if (installs.Count > 0) entries.Add(new("installs", FlowText.List(Values(installs)), Sources(installs)));
        var comment = string.Join('\n', item.Remarks.Prepend($"guessed from {item.From}"));
        return new(item.Name, new Mapping(entries), comment);
    }

    private Entry Dotnet(DotnetProposal item)
    {
        var entries = new List<Entry> { new("project", new Scalar(item.Project)) };
        if (item.Inputs.Count > 0) entries.Add(
            new("inputs", FlowText.List(item.Inputs), "guessed from its references"));
        if (item.Frameworks.Count > 0) entries.Add(new("frameworks", FlowText.List(item.Frameworks)));
        if (item.PackageId is { } id)
        {
            var package = new List<Entry> { new("id", new Scalar(id)) };
            if (item.Command is { } command)
                package.Add(new("tool",
                    new Mapping([new("command", new Scalar(command)), new("arguments", FlowText.List(["--help"]))]),
                    "the proof runs it with these arguments"));
            entries.Add(new("package", package.Count == 1 ? FlowText.Map([("id", id)]) : new Mapping(package)));
        }

        return new(item.Name, new Mapping(entries), $"guessed from {item.From}");
    }

    private static List<string> Values(IReadOnlyList<Guess> guesses) => [.. guesses.Select(g => g.Value)];

    // Each place once, in the order of the values.
    private static string Sources(IReadOnlyList<Guess> guesses) =>
        $"guessed from {string.Join(", ", guesses.Select(g => g.From).Distinct())}";
}
