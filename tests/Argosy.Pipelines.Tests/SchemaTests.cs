using System.Text.Json;
using Argosy.Pipelines.Declarations;

namespace Argosy.Pipelines.Tests;

public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema", "pipelines.schema.json"))).RootElement.GetProperty("$defs");

    public static TheoryData<string> Definitions => ["jobAttributes", "nodeset", "queue", "project", "tenant", "pipeline", "change", "trigger"];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Editors_know_every_attribute_that_the_reader_knows(string definition)
    {
        var known = Schema.GetProperty(definition).GetProperty("properties").EnumerateObject().Select(p => p.Name);
        Table(definition).Except(known).ShouldBeEmpty();
    }

    private static IEnumerable<string> Table(string definition) => (definition switch
    {
        "jobAttributes" => ZuulAttributes.Job,
        "nodeset" => ZuulAttributes.NodeSet,
        "queue" => ZuulAttributes.Queue,
        "project" => ZuulAttributes.Project,
        "tenant" => ZuulAttributes.Tenant,
        "pipeline" => [.. PipelineAttributes.More, .. PipelineAttributes.Actions.Select(a => new Declarations.Attribute(a, Shape.Tree))],
        "change" => PipelineAttributes.Requirement,
        _ => PipelineAttributes.Event,
    }).Select(a => a.Key);
}
