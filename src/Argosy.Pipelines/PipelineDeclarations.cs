using System.Text.RegularExpressions;
using Argosy.Artifacts.Files;
using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines;

/// <summary>The contents of <c>pipelines/</c>: the pipelines, the jobs, and where each job runs.</summary>
/// <remarks>The files share one vocabulary; each key is in only one of them.</remarks>
public sealed partial record PipelineDeclarations
{
    /// <summary>The folder's name.</summary>
    public const string FolderName = "pipelines";

    private PipelineDeclarations(DeclarationFiles files)
    {
        Portable = PortableDeclaration.Read(files.Find("also")?.AsMap());
        Systems = WantedSystems.Read(files.Find("systems"), Portable);
        PipelinesFile = !Systems.Contains(PipelineFormat.Zuul) && files.Find("pipelines-file") is null
            ? ""
            : RelativePath.Read(files.Get("pipelines-file").AsText());
        Layout = files.Find("layout") is { } layout
            ? EnumParser.Parse<PipelineLayout>(layout.AsText())
            : PipelineLayout.Project;
        FileHeaders = FileHeaders.Read(files.Find("introductions")?.AsMap() ?? new(new(FolderName), []));
        Tunings = ArchitectureTuning.ReadAll(files.Find("architectures")?.AsMap());
        ExistingPipelines = [.. files.Find("existing-pipelines")?.AsList().Texts().Select(t => t.Value) ?? []];
        IrrelevantFiles = [.. files.Find("irrelevant-files")?.AsList().Texts().Select(t => t.Value) ?? []];
        Pipelines = files.Entries("pipelines", PipelineDeclaration.Read);
        Semaphores = files.Entries("semaphores", SemaphoreDeclaration.Read);
        Axes = files.Entries("axes", AxisDeclaration.Read);
        NodeSets = files.Entries("nodesets", (n, m) => StanzaDeclaration.Read(n, m, ZuulAttributes.NodeSet));
        Queues = files.Entries("queues", (n, m) => StanzaDeclaration.Read(n, m, ZuulAttributes.Queue));
        Jobs = files.Entries("jobs", (n, m) => StanzaDeclaration.Read(n, m, ZuulAttributes.Job));
        ExistingJobs = [.. files.Find("existing-jobs")?.AsList().Texts() ?? []];
        ExistingNodeSets = [.. files.Find("existing-nodesets")?.AsList().Texts().Select(t => t.Value) ?? []];
        ExistingTemplates = [.. files.Find("existing-templates")?.AsList().Texts().Select(t => t.Value) ?? []];
        Projects = files.Entries("projects", ProjectDeclaration.Read);
        Tenant = files.Find("tenant") is { } tenant ? TenantDeclaration.Read(tenant.AsMap()) : null;
        Roles = files.Entries("roles", RoleDeclaration.Read);
        Families = files.Entries("families", JobFamily.Read);
        Templates = files.Entries("templates", TemplateDeclaration.Read);
        files.Done();
    }

    /// <summary>The systems whose files are generated.</summary>
    internal IReadOnlyList<PipelineFormat> Systems { get; }

    internal string PipelinesFile { get; }

    /// <summary>Whether the files are for one project, or for a config repository.</summary>
    public PipelineLayout Layout { get; init; }

    internal FileHeaders FileHeaders { get; }

    internal IReadOnlyDictionary<Architecture, ArchitectureTuning> Tunings { get; }

    internal IReadOnlyList<string> ExistingPipelines { get; }

    internal IReadOnlyList<string> IrrelevantFiles { get; }

    internal IReadOnlyList<PipelineDeclaration> Pipelines { get; }

    internal IReadOnlyList<SemaphoreDeclaration> Semaphores { get; }

    internal IReadOnlyList<AxisDeclaration> Axes { get; }

    internal IReadOnlyList<StanzaDeclaration> NodeSets { get; }

    internal IReadOnlyList<StanzaDeclaration> Queues { get; }

    internal IReadOnlyList<StanzaDeclaration> Jobs { get; }

    internal IReadOnlyList<YamlText> ExistingJobs { get; }

    internal IReadOnlyList<string> ExistingNodeSets { get; }

    internal IReadOnlyList<string> ExistingTemplates { get; }

    internal IReadOnlyList<ProjectDeclaration> Projects { get; }

    internal TenantDeclaration? Tenant { get; }

    internal PortableDeclaration Portable { get; }

    /// <summary>Checks what depends on the model, before anything is generated. Error ARG0621.</summary>
    /// <returns>Itself.</returns>
    public PipelineDeclarations CheckFor(Model model)
    {
        _ = Portable.GitHub?.Runners.For(model.Baseline, model);
        _ = Portable.GitLab?.Runners.For(model.Baseline, model);
        return this;
    }

    internal IReadOnlyList<RoleDeclaration> Roles { get; }

    internal IReadOnlyList<JobFamily> Families { get; }

    internal IReadOnlyList<TemplateDeclaration> Templates { get; }

    /// <summary>Whether the files of <c>pipelines/</c> are Argosy's: the folder may belong to another tool. If one has
    /// a top-level key that no other tool has, all are Argosy's. Error ARG0274 if one of them has an almost correct
    /// name.</summary>
    /// <param name="root">The project's folder.</param>
    public static bool AreIn(string root)
    {
        var folder = Path.Combine(root, FolderName);
        var ours = FolderListing.Read(folder).Any(e => e.IsText && RoomFile.IsYaml(e.Name)
            && FolderListing.TryOf(Path.Combine(folder, e.Name), follow: true)?.Kind == FileKind.File
            && IsOurs(Path.Combine(folder, e.Name)));
        return ours && RoomFile.All(root, FolderName, ".yaml").Count > 0;
    }

    /// <summary>Reads <c>pipelines/*.yaml</c>; every error has file and line, and all unresolved names are reported
    /// together.</summary>
    /// <param name="root">The project's folder.</param>
    public static PipelineDeclarations Load(string root) => Read(DeclarationFiles.Load(root, FolderName));

    /// <summary>Reads parsed documents.</summary>
    public static PipelineDeclarations Read(IReadOnlyList<YamlMap> documents) => Read(new DeclarationFiles(documents));

    /// <summary>Targets of families and roles that the graph doesn't have, each with its location and the nearest
    /// name.</summary>
    /// <param name="known">The targets of the graph, cells included.</param>
    public IReadOnlyList<Diagnostic> UnknownTargets(IReadOnlyCollection<string> known) =>
        [.. References.UnknownTargets(this, known)];

    private static bool IsOurs(string file)
    {
        using var reader = new StreamReader(RegularFile.OpenRead(file));
        while (reader.ReadLine() is { } line)
        {
            if (OwnKey().IsMatch(line)) return true;
        }

        return false;
    }

    [GeneratedRegex(@"^[""']?(pipelines-file|existing-pipelines|families)[""']?\s*:")]
    private static partial Regex OwnKey();

    private static PipelineDeclarations Read(DeclarationFiles files)
    {
        var declarations = new PipelineDeclarations(files);
        var unresolved =
            References.Unresolved(declarations).Concat(SecretUses.Unreviewed(declarations)).ToList();
        return unresolved.Count == 0 ? declarations : throw new ArgosyException(unresolved);
    }
}
