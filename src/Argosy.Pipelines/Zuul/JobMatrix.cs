using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>Expands job families over the model: names of cells, and the jobs themselves.</summary>
internal sealed class JobMatrix(Model model, PipelineDeclarations declarations)
{
    private string Project => model.Project.Name;

    private string BaseJob => $"{Project}-base";

    /// <summary>The base, then each family: its abstract parent and its cells. Empty without families.</summary>
    public IEnumerable<Job> Jobs() => declarations.Families.Count == 0 ? [] :
    [
        new(BaseJob, $"What all jobs of {Project} have in common.")
        {
            Abstract = true, IrrelevantFiles = declarations.IrrelevantFiles,
        },
        .. declarations.Families.SelectMany(Expand),
    ];

    /// <summary>Cells of a family among these architectures.</summary>
    public IEnumerable<Cell> Cells(JobFamily family, IReadOnlyList<Architecture> architectures) => family.Over switch
    {
        Matrix.Once => [new(Parent(family), model.BasePlatform(model.Baseline))],
        Matrix.Architectures => architectures.Select(a => new Cell($"{Parent(family)}-{a}", model.BasePlatform(a))),
        _ => model.Platforms.Where(p => architectures.Contains(p.Architecture))
            .Select(p => new Cell($"{Parent(family)}-{p}", p)),
    };

    /// <summary>Whether a job's result decides anything where the pipeline lets it.</summary>
    public bool Votes(JobFamily family, Architecture architecture) =>
        model.IsBaseline(architecture) || family.ForeignVotes;

    /// <summary>The playbooks of each family.</summary>
    public IEnumerable<Playbook> Playbooks() => declarations.Families.SelectMany(f => (IEnumerable<Playbook>)
    [
        new(f.Name, f.Title, [.. f.Before.Select(Role)], [.. f.Targets.Select(t => t.Value)], f.Over)
        {
            Environment = [.. f.Access.Secrets.Select(s => (s.Value, $"{SecretVariable(f)}.{s.Value}"))],
        },
        .. f.Finally.Count == 0
            ? []
            : (Playbook[])[new(PostName(f), $"{f.Title}: afterwards", [.. f.Finally.Select(Role)], [], Matrix.Once)],
    ]);

    private string Role(YamlText name) => declarations.Roles.Any(r => r.Name == name.Value)
        ? name.Value
        : throw new ArgosyException(new Diagnostic("ARG0604", name.Place, $"unknown role '{name.Value}'",
            Suggestion.For(name.Value, declarations.Roles.Select(r => r.Name))));

    // Zuul's secrets are variables of Ansible's, whose names have no '-'.
    private static string SecretVariable(JobFamily family) =>
        $"{family.Name.Replace('-', '_').Replace('.', '_')}_secrets";

    // The secret itself is the project's own: it is encrypted with the key that Zuul has for the project.
    private IEnumerable<Entry> Secrets(JobFamily family) => family.Access.Secrets.Count == 0
        ? []
        : [new("secrets", new Sequence([new(new MappingBuilder()
            .Text("name", SecretVariable(family))
            .Text("secret", Parent(family))
            .Build())]))];

    private static string PostName(JobFamily family) => $"{family.Name}-post";

    private string Parent(JobFamily family) => $"{Project}-{family.Name}";

    private IEnumerable<Job> Expand(JobFamily family)
    {
        var common = new Job(Parent(family), family.Description)
        {
            Parent = BaseJob,
            Timeout = family.Timeout,
            Run = $"playbooks/{family.Name}.yaml",
            Semaphore = family.Semaphore is { } semaphore ? $"{Project}-{semaphore.Value}" : null,
            PostRun = family.Finally.Count > 0 ? $"playbooks/{PostName(family)}.yaml" : null,
            More = [.. Secrets(family), .. family.Zuul.For(new(Project, []))],
        };
        var cells = Cells(family, model.Architectures).ToList();
        return family.Over == Matrix.Once
            ? [common with { NodeSet = Node(family, cells[0].Platform) }]
            : cells.Select(c => ForCell(family, c)).Prepend(common with { Abstract = true });
    }

    private Job ForCell(JobFamily family, Cell cell)
    {
        var architecture = cell.Platform.Architecture;
        var what = family.Over == Matrix.Platforms ? cell.Platform.Name : architecture.Name;
        return new(cell.Job, $"{family.Title}, for {what}.")
        {
            Parent = Parent(family),
            Voting = Votes(family, architecture),
            NodeSet = Node(family, cell.Platform),
            Timeout = declarations.Tunings[architecture].Timeout(family.Timeout) is var seconds
                && seconds == family.Timeout ? null : seconds,
            Variables = family.Over == Matrix.Platforms
                ? [
                    (Playbook.ArchitectureVariable, architecture.Name),
                    (Playbook.PlatformVariable, cell.Platform.Name),
                ]
                : [(Playbook.ArchitectureVariable, architecture.Name)],
        };
    }

    /// <summary>The platform whose node a family's job runs on.</summary>
    public Platform NodeFor(JobFamily family, Platform platform) =>
        family.Node == RunsOn.OwnArchitecture && declarations.Tunings[platform.Architecture].OwnNodes
            ? platform
            : platform with { Architecture = model.Baseline };

    private string Node(JobFamily family, Platform platform) => NodeSet.NameFor(model, NodeFor(family, platform));
}

/// <summary>A job of a family with the platform it is for.</summary>
internal sealed record Cell(string Job, Platform Platform);
