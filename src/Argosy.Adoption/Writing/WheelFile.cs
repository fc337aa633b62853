using Argosy.Adoption.Proposals;
using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>Writes wheels/wheels.yaml.</summary>
internal static class WheelFile
{
    /// <summary>The file; null without Python projects.</summary>
    public static PlannedFile? Write(ProjectProposal project)
    {
        if (project.Wheels.Count == 0) return null;
        var root = new Mapping(
            [new("packages", new Sequence([.. project.Wheels.Select(w => new Item(Of(w), Comment(w)))]))]);
        return new("wheels/wheels.yaml", YamlWriter.Write(
            "# Python wheels, built for each platform of argosy.yaml from the projects in this repository.", null,
            root));
    }

    private static Mapping Of(WheelProposal wheel)
    {
        var entries = new List<Entry>
        {
            new("name", new Scalar(wheel.Name.Value)),
            new("project", new Scalar(wheel.Folder)),
        };
        if (wheel.Inputs.Count > 0) entries.Add(new("inputs", FlowText.List(wheel.Inputs)));
        return new(entries);
    }

    private static string Comment(WheelProposal wheel)
    {
        var lines = new List<string>
        {
            $"guessed from {wheel.Name.From}; "
                + (wheel.Extension is { } extension ? $"compiles extension modules, {extension}"
                    : "seems to be pure Python")
                + $"; built by {wheel.Backend.Value}, {wheel.Backend.From}",
        };
        if (wheel.Extension is not null)
            lines.Add("add packages: [NAME-dev] for libraries that it is compiled with, "
                + "and smoke: with a line of Python that proves it");
        lines.AddRange(wheel.Remarks);
        return string.Join('\n', lines);
    }
}
