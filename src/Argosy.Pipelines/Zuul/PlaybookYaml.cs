using Argosy.Pipelines.Declarations;
using Argosy.Yaml.Writing;

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
            .Tree("tasks", new Sequence(
            [
                .. playbook.Roles.Select(r => new Item(Include(r))),
                .. playbook.Targets.Select(t => new Item(
                    Run(t, Arguments(t, playbook.Over), playbook.Environment))),
            ], Spaced: true))
            .Build()),
    ]);

    public static Sequence Of(Role role) =>
        new([.. role.Targets.Select(t => new Item(Run(t, Arguments(t, Matrix.Once), [])))], Spaced: true);

    private static Mapping Include(string role) => new MappingBuilder()
        .Text("name", $"Take role {role}")
        .Tree("ansible.builtin.include_role", new MappingBuilder().Text("name", role).Build())
        .Build();

    private static Mapping Run(
        string target, IReadOnlyList<string> arguments, IReadOnlyList<(string Name, string Value)> environment) =>
        new MappingBuilder()
        .Text("name", $"Run target {target}")
        .Tree("ansible.builtin.command", new MappingBuilder()
            .Texts("argv", arguments)
            .Text("chdir", SourceFolder)
            .Build())
        .Tree("environment", environment.Count == 0
            ? null
            : new Mapping([.. environment.Select(v => new Entry(v.Name, new Scalar($"{{{{ {v.Value} }}}}")))]))
        .Flag("changed_when", true)
        .Build();

    private static IReadOnlyList<string> Arguments(string target, Matrix over) => over switch
    {
        Matrix.Once => ["./build.sh", $"--target={target}"],
        Matrix.Architectures => [
            "./build.sh", $"--target={target}", $"--arch={{{{ {Playbook.ArchitectureVariable} }}}}"],
        _ => ["./build.sh", $"--target={target}", $"--platform={{{{ {Playbook.PlatformVariable} }}}}"],
    };
}
