using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>A pipeline of a project or a template, as written in one place.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Owner">The project or template.</param>
/// <param name="Body">Its queue, jobs and so on.</param>
/// <param name="Jobs">Its jobs, in the file's order.</param>
internal sealed record ProjectPipeline(
    TextNode Pipeline, ZuulObject Owner, MapNode Body, IReadOnlyList<JobVariant> Jobs)
{
    // Keys of a project or template that are no pipelines.
    private static readonly HashSet<string> s_attributes =
        ["name", "description", "templates", "merge-mode", "default-branch", "vars", "queue", "branches"];

    /// <summary>Whether a key of a project or template is an attribute, and no pipeline.</summary>
    public static bool IsAttribute(string key) => s_attributes.Contains(key);

    /// <summary>All pipelines of a project or template.</summary>
    public static IEnumerable<ProjectPipeline> Of(ZuulObject owner)
    {
        foreach (var (key, value) in owner.Body.Entries)
        {
            if (!IsAttribute(key.Value) && value is MapNode body) yield return new(key, owner, body, Uses(body, owner));
        }
    }

    private static IReadOnlyList<JobVariant> Uses(MapNode body, ZuulObject owner)
    {
        if (body.Find("jobs") is not ListNode jobs) return [];
        var uses = new List<JobVariant>(jobs.Items.Count);
        // A pragma's branches apply to templates, which others use; a project's stanza is about its project.
        var branches = owner.Kind == "project-template" ? owner.Branches : [];
        foreach (var item in jobs.Items)
        {
            if (item is TextNode name)
                uses.Add(new(name.Value, MapNode.None, name.Place, owner.Source, branches));
            else if (item is MapNode { Entries: [var (key, changes)] })
                uses.Add(new(key.Value, changes as MapNode ?? MapNode.None, key.Place, owner.Source, branches));
        }

        return uses;
    }
}
