namespace Argosy.Zuul.Schema;

/// <summary>How each kind of object is checked in a version of Zuul: the shapes that follow from
/// <see cref="ZuulSchema"/>.</summary>
internal sealed class ObjectShapes
{
    private static readonly AttributeSchema s_name = new("name", ValueForm.Text);
    private readonly Shape _anything = new Shape.Anything();
    private readonly ZuulVersion _version;
    private readonly AttributeShapes _attributes = AttributeShapes.OfNodeset;
    private readonly Dictionary<string, Shape> _kinds;

    public ObjectShapes(ZuulVersion version)
    {
        _version = version;
        // A nodeset inside a job has no name.
        _attributes = new(Map("a nodeset", "nodeset", ZuulSchema.NodeSet));
        var job = Map("a job", "job", ZuulSchema.Job);
        var pipeline = Map("a project's pipeline", "project-pipeline", ZuulSchema.ProjectPipeline, [], null,
            ("jobs", new Shape.Many(new Shape.Either(new Shape.Text(), new UseShape(job)), orOne: false)));
        _kinds = new()
        {
            ["job"] = Named("a job", "job", ZuulSchema.Job),
            ["pipeline"] = Pipeline(),
            ["nodeset"] = Named("a nodeset", "nodeset", ZuulSchema.NodeSet),
            ["secret"] = Named("a secret", "secret", ZuulSchema.Secret),
            ["project-template"] = Map("a project-template", "project-template",
                [s_name, .. ZuulSchema.ProjectTemplate], ["name"], pipeline),
            ["project"] = Map("a project", "project", [s_name, .. ZuulSchema.Project], [], pipeline),
            ["semaphore"] = Named("a semaphore", "semaphore", ZuulSchema.Semaphore),
            ["queue"] = Named("a queue", "queue", ZuulSchema.Queue),
            ["pragma"] = Map("a pragma", "pragma", ZuulSchema.Pragma),
            ["image"] = Named("an image", "image", ZuulSchema.Image, "type"),
            ["flavor"] = Named("a flavor", "flavor", ZuulSchema.Flavor),
            ["label"] = Named("a label", "label", ZuulSchema.Label, "image", "flavor"),
            ["section"] = Map("a section", "section", [s_name, .. ZuulSchema.Section], ["name"], _anything),
            ["provider"] = Map(
                "a provider", "provider", [s_name, .. ZuulSchema.Provider], ["name", "section"], _anything),
        };
    }

    /// <summary>The shape of a kind.</summary>
    public Shape Of(string kind) => _kinds.GetValueOrDefault(kind, _anything);

    private MapShape Named(
        string what, string kind, IReadOnlyList<AttributeSchema> attributes, params string[] required) =>
        Map(what, kind, [s_name, .. attributes], ["name", .. required]);

    private MapShape Pipeline()
    {
        (string, Shape)[] connections =
        [
            ("require", new ConnectionsShape(DriverSchema.Requirements)),
            ("reject", new ConnectionsShape(DriverSchema.Requirements)),
            ("trigger", new ConnectionsShape(DriverSchema.Triggers)),
            .. ZuulSchema.Actions.Select(a => (a, (Shape)new ConnectionsShape(DriverSchema.Reporters))),
        ];
        return Map("a pipeline", "pipeline", [s_name, .. ZuulSchema.Pipeline], ["name", "manager"], null, connections);
    }

    private MapShape Map(string what, string kind, IReadOnlyList<AttributeSchema> attributes,
        IReadOnlyList<string>? required = null, Shape? others = null, params (string Key, Shape Shape)[] more)
    {
        var shapes = new Dictionary<string, Shape>();
        var absent = new Dictionary<string, (string, string)>();
        foreach (var attribute in attributes)
        {
            if (attribute.Since is { } since && _version.IsBefore(since))
                absent[attribute.Key] = ($"{what} has '{attribute.Key}' from Zuul {since} on, but this is {_version}",
                    "Leave it out, or say which version is used with --zuul-version.");
            else shapes[attribute.Key] = _attributes.Of(attribute, _version);
        }

        foreach (var dropped in DroppedKey.All.Where(d => d.Kind == kind))
        {
            if (_version.IsBefore(dropped.Until)) shapes[dropped.Key] = _anything;
            else absent[dropped.Key] = ($"Zuul has dropped '{dropped.Key}' in version {dropped.Until}", dropped.Remedy);
        }

        foreach (var (key, shape) in more) shapes[key] = shape;
        return new(what, shapes, required ?? [], others) { OfOtherVersions = absent };
    }
}
