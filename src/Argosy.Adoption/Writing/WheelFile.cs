using Argosy.Adoption.Proposals;
using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>Writes wheels/wheels.yaml.</summary>
internal static class WheelFile
{
    private const string Folder = "wheels/sdists";

    /// <summary>The file; null without Python projects.</summary>
    public static PlannedFile? Write(ProjectProposal project)
    {
        if (project.Wheels.Count == 0) return null;
        var root = new Mapping(
            [
                new("sources", new Sequence([new(FlowText.Map([("folder", Folder)]))]),
                    $"sdists of the project itself, such as: {string.Join("; ", project.Wheels.Select(MadeBy))}"),
                new("packages", new Sequence([.. project.Wheels.Select(w => new Item(Of(w), Comment(w)))])),
            ],
            Spaced: true);
        return new("wheels/wheels.yaml", YamlWriter.Write(
            "# Python wheels, built for each platform of argosy.yaml.",
            "Update-Locks pins the sdists that it finds, in locks/wheels.lock.", root));
    }

    private static string MadeBy(WheelProposal wheel) =>
        $"python3 -m build --sdist --outdir {Folder}{(wheel.Folder == "." ? "" : $" {wheel.Folder}")}";

    // Without a version, the newest sdist in the folder counts.
    private static Mapping Of(WheelProposal wheel) => Mapping.Of("name", new Scalar(wheel.Name.Value));

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
