using Argosy.Pipelines.Emission;

namespace Argosy.Pipelines.Zuul;

/// <summary>A playbook as YAML.</summary>
internal static class PlaybookYaml
{
    private const string SourceFolder = "{{ zuul.project.src_dir }}";

    public static Sequence Of(Playbook playbook) => new(
    [
        new(new MappingBuilder()
            .Text("name", playbook.Title)
            .Text("hosts", "all")
            .Tree("tasks", new Sequence([.. playbook.Targets.Select(t => new Item(Task(playbook, t)))], Spaced: true))
            .Build()),
    ]);

    private static Mapping Task(Playbook playbook, string target)
    {
        IReadOnlyList<string> arguments = playbook.PerArchitecture
            ? ["./build.sh", $"--target={target}", $"--arch={{{{ {Playbook.ArchitectureVariable} }}}}"]
            : ["./build.sh", $"--target={target}"];
        return new MappingBuilder()
            .Text("name", $"Run target {target}")
            .Tree("ansible.builtin.command", new MappingBuilder()
                .Texts("argv", arguments)
                .Text("chdir", SourceFolder)
                .Build())
            .Flag("changed_when", true)
            .Build();
    }
}
