using Argosy.Zuul.Schema;

namespace Argosy.Pipelines.Declarations;

/// <summary>Attributes that declarations give to Zuul's objects: those of <see cref="ZuulSchema"/>, in its order, and
/// those of a tenant, which Zuul reads from another file.</summary>
internal static class ZuulAttributes
{
    /// <summary>Of a job, and of a job in a pipeline.</summary>
    public static IReadOnlyList<Attribute> Job { get; } = Attribute.All(ZuulSchema.Job);

    /// <summary>Of a nodeset.</summary>
    public static IReadOnlyList<Attribute> NodeSet { get; } = Attribute.All(ZuulSchema.NodeSet);

    /// <summary>Of a shared queue.</summary>
    public static IReadOnlyList<Attribute> Queue { get; } = Attribute.All(ZuulSchema.Queue);

    /// <summary>Of a project in a config repository, besides its templates and pipelines.</summary>
    public static IReadOnlyList<Attribute> Project { get; } = Attribute.All(ZuulSchema.Project, "templates");

    /// <summary>Of a project's pipeline, besides its jobs. Its queue is the project's.</summary>
    public static IReadOnlyList<Attribute> ProjectPipeline { get; } =
        Attribute.All(ZuulSchema.ProjectPipeline);

    /// <summary>Of a tenant.</summary>
    public static IReadOnlyList<Attribute> Tenant { get; } =
    [
        new("max-nodes-per-job", Shape.Number), new("max-job-timeout", Shape.Number), new("default-parent", Shape.Text),
        new("default-ansible-version", Shape.Text), new("exclude-unprotected-branches", Shape.Flag),
        new("report-build-page", Shape.Flag), new("web-root", Shape.Text), new("admin-rules", Shape.Items),
        new("allowed-triggers", Shape.Items), new("allowed-reporters", Shape.Items), new("allowed-labels", Shape.Items),
        new("disallowed-labels", Shape.Items),
    ];

    /// <summary>Whether braces may have another meaning: variables are Ansible's, and Zuul formats messages.</summary>
    public static bool HasOtherPlaces(string key) => key is "vars" or "host-vars" or "group-vars" or "extra-vars"
        || key.EndsWith("-message", StringComparison.Ordinal);
}
