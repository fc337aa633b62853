using Argosy.JobHealth.Promotion.Configuration;
using Argosy.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.JobHealth.Promotion;

/// <summary>Finds where a repository declares whether a job votes.</summary>
/// <remarks>The place nearest to the project is used: its own stanza, a template that only it uses, else the job's own
/// declaration, if no list names the job.</remarks>
internal static class VotingPlaces
{
    /// <summary>The edit that follows an advice, or what to do by hand.</summary>
    public static (TextEdit? Edit, string Instead) Find(EditableFolder folder, VotingAdvice advice)
    {
        var (job, votes) = (advice.Of, advice.Verdict == VotingVerdict.Promote);
        var stanzas = folder.Objects.Where(o => o.Kind == "project" && Is(o, job.Project, folder)).ToList();
        var own = stanzas.SelectMany(s => Entries(s, job)).ToList();
        var templates = stanzas
            .SelectMany(TemplatesOf)
            .OfType<string>()
            .Distinct()
            .SelectMany(t => folder.Find("project-template", t))
            .ToList();
        var shared = templates.SelectMany(t => Entries(t, job)).ToList();
        var jobs = folder.Find("job", job.Job).ToList();
        if (own.Count > 0) return Edit(own[^1], votes);
        if (shared is [var entry])
        {
            var users = folder.Objects
                .Where(o => o.Kind == "project" && TemplatesOf(o).Contains(entry.Object.Name))
                .ToList();
            return users.Count == 1
                ? Edit(entry, votes)
                : (null, $"The template '{entry.Object.Name}' at {entry.Object.Place} is taken by {users.Count} "
                    + $"projects. List the job with 'voting: {(votes ? "true" : "false")}' "
                    + $"under '{job.Pipeline}' of the project at {stanzas[^1].Place}, which wins over its templates.");
        }

        if (shared.Count > 1)
            return (null,
                $"{shared.Count} templates list it: set 'voting' in one of them, such as {shared[0].Object.Place}.");
        if (jobs is [var declared])
        {
            return Mark(declared, VotingEdit.OfMap(declared.File, declared.Body, votes, "name"));
        }

        return (null, jobs.Count == 0
            ? "No file of this folder lists or declares it; give the repository that does with --configuration."
            : $"It is declared {jobs.Count} times, first at {jobs[0].Place}: "
                + "set 'voting' in the variant that applies.");
    }

    private sealed record Entry(EditableObject Object, SourceSequence List, SourceNode Node);

    private static (TextEdit?, string) Edit(Entry entry, bool votes) =>
        Mark(entry.Object, VotingEdit.OfEntry(entry.Object.File, entry.List, entry.Node, votes));

    // Generating would overwrite the edit: the declaration must be changed instead.
    private static (TextEdit?, string) Mark(EditableObject at, TextEdit? edit) =>
        GenerationMark.CommandOf(at.File.Text) is { } command
            ? (null, $"{at.File.Name} is generated: in pipelines/, set 'foreign-votes' of its family, which holds for "
                + $"all architectures but that of builds, and run {command}.")
            : (edit, edit is null
                ? $"Its entry at {at.Place} has an alias or a form that isn't edited; set 'voting' by hand."
                : "");

    private static IEnumerable<Entry> Entries(EditableObject at, JobSummary job) =>
        from item in ((at.Body.Find(job.Pipeline) as SourceMapping)?.Find("jobs") as SourceSequence)?.Items ?? []
        where NameOf(item) == job.Job
        select new Entry(at, (SourceSequence)((SourceMapping)at.Body.Find(job.Pipeline)!).Find("jobs")!, item);

    private static string? NameOf(SourceNode item) => item switch
    {
        SourceScalar name => name.Value,
        SourceMapping { Entries: [(SourceScalar name, _)] } => name.Value,
        _ => null,
    };

    private static IEnumerable<string?> TemplatesOf(EditableObject project) =>
        (project.Body.Find("templates") as SourceSequence)?.Items.Select(t => (t as SourceScalar)?.Value) ?? [];

    // A stanza without a name belongs to the project of its repository.
    private static bool Is(EditableObject stanza, string project, EditableFolder folder) => stanza.Name is { } name
        ? name == project
        : Path.GetFileName(Path.GetFullPath(folder.Path).TrimEnd('/')) == project.Split('/')[^1];
}
