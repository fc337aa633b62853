using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.DevStack;

/// <summary>A deployment's nodeset and job as Zuul's YAML.</summary>
internal static class DevstackJobYaml
{
    /// <summary>The stanzas; none for a profile without a job.</summary>
    public static IEnumerable<Item> Of(Model model, Deployment deployment)
    {
        if (deployment.Profile.Job is not { } job) yield break;
        var own = NodeSetName(model, deployment);
        if (job.NodeSet is null) yield return Stanza("nodeset", NodeSet(own, deployment));
        yield return Stanza("job", Job(model, deployment, job, job.NodeSet?.For(model, deployment.Single) ?? own));
    }

    /// <summary>Objects, texts and booleans as YAML.</summary>
    public static YamlTree Tree(JsonNode? node) => node switch
    {
        JsonObject map => new Mapping([.. map.Select(e => new Entry(e.Key, Tree(e.Value)))]),
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
            new Scalar(value.GetValue<bool>() ? "true" : "false", ScalarKind.Literal),
        _ => new Scalar(node!.GetValue<string>()),
    };

    private static string NodeSetName(Model model, Deployment deployment) =>
        $"{model.Project.Name}-devstack-"
        + $"{(deployment.Single is null ? deployment.Profile.Name : deployment.Nodes[0].Conf.Name)}";

    // The groups that DevStack's roles and the roles for multi-node networks require.
    private static Mapping NodeSet(string name, Deployment deployment)
    {
        string[] controller = [deployment.Nodes[0].Name];
        var computes = deployment.Nodes.Skip(1).Select(n => n.Name).ToList();
        (string Name, IReadOnlyList<string> Nodes)[] groups = computes.Count == 0
            ? [("tempest", controller)]
            :
            [
                ("tempest", controller),
                ("compute", [.. deployment.Nodes.Where(n => n.RunsGuests).Select(n => n.Name)]),
                ("subnode", computes),
                ("switch", controller),
                ("peers", computes),
            ];
        return new MappingBuilder()
            .Text("name", name)
            .Tree("nodes", new Sequence([.. deployment.Nodes.Select(n => new Item(new MappingBuilder()
                .Text("name", n.Name).Text("label", n.Base.LabelOf(n.Architecture)).Build()))]))
            .Tree("groups", new Sequence([.. groups.Select(g => new Item(new MappingBuilder()
                .Text("name", g.Name).Texts("nodes", g.Nodes).Build()))]))
            .Build();
    }

    private static Mapping Job(Model model, Deployment deployment, DevstackJobDeclaration job, string nodeset) =>
        new MappingBuilder()
            .Text("name", job.Name.For(model, deployment.Single) + deployment.Suffix)
            .Text("parent", job.Parent)
            .Prose("description", job.Description.For(model, deployment.Single))
            .Flag("voting", job.Voting ? null : false)
            .Text("nodeset", nodeset)
            .Number("timeout", job.Timeout)
            .Texts("pre-run", job.PreRun)
            .Tree("vars", NullIfEmpty([
                .. job.Variables.Select(v => new Entry(v.Name, Scalar(v.Value.Value, v.Value.Plain))),
                .. deployment.Single is null ? [] : Variables(deployment.Nodes[0])]))
            .Tree("host-vars", deployment.Single is not null
                ? null
                : new Mapping([.. deployment.Nodes.Select(n => new Entry(n.Name, new Mapping([.. Variables(n)])))]))
            .Build();

    private static IEnumerable<Entry> Variables(DevstackNode node) =>
        ((Mapping)Tree(JobVariables.Of(node.Conf))).Entries;

    private static Scalar Scalar(string text, bool plain) =>
        new(text, plain && (int.TryParse(text, out _) || text is "true" or "false")
            ? ScalarKind.Literal
            : ScalarKind.Text);

    private static Mapping? NullIfEmpty(IReadOnlyList<Entry> entries) => entries.Count == 0 ? null : new(entries);

    private static Item Stanza(string kind, Mapping map) => new(Mapping.Of(kind, map));
}
