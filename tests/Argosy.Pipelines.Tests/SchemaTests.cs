using System.Text.Json.Nodes;
using Argosy.Pipelines.Declarations;
using Argosy.Zuul.Schema;
using Attribute = Argosy.Pipelines.Declarations.Attribute;
using Shape = Argosy.Pipelines.Declarations.Shape;

namespace Argosy.Pipelines.Tests;

public sealed class SchemaTests
{
    private static readonly JsonNode s_schema = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema", "pipelines.schema.json")))!["$defs"]!;

    public static TheoryData<string> Definitions =>
        ["jobAttributes", "nodeset", "queue", "project", "tenant", "pipeline", "change", "trigger"];

    // Editors get the table's forms; descriptions and limits beside them are the file's own.
    [Theory]
    [MemberData(nameof(Definitions))]
    public void Editors_know_every_attribute_in_the_form_that_the_reader_takes(string definition)
    {
        var properties = s_schema[definition]!["properties"]!.AsObject();
        var wrong = Table(definition)
            .Select(a => (a.Key, Expected: Form(a)?.ToJsonString(), Written: Bare(properties[a.Key])))
            .Where(a => a.Written is null || (a.Expected is not null && a.Expected != a.Written));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_zuul_would_refuse_can_not_be_declared()
    {
        ZuulAttributes.Queue.Select(a => a.Key).ShouldNotContain("description");
        s_schema["queue"]!["properties"]!.AsObject().ContainsKey("description").ShouldBeFalse();
        ZuulAttributes.Job.Single(a => a.Key == "post-run").IsFlag("cleanup").ShouldBeTrue();
    }

    private static string? Bare(JsonNode? property)
    {
        if (property?.DeepClone() is not JsonObject bare) return null;
        foreach (var own in (string[])["description", "minimum", "maximum"]) bare.Remove(own);
        return bare.ToJsonString();
    }

    // Null where the file may say more than the table does.
    private static JsonObject? Form(Attribute attribute) => attribute.Shape switch
    {
        Shape.Text => new() { ["$ref"] = "#/$defs/text" },
        Shape.TextOrNull => new() { ["type"] = new JsonArray("string", "null") },
        Shape.Number => new() { ["type"] = "integer" },
        Shape.Flag => new() { ["type"] = "boolean" },
        Shape.Items when attribute.Keys.Count == 0 => new() { ["$ref"] = "#/$defs/names" },
        Shape.Items or Shape.Jobs => OneOrMany(() => new() { ["oneOf"] = new JsonArray(Name(), Map(attribute)) }, Name),
        Shape.Maps => OneOrMany(() => Map(attribute), () => Map(attribute)),
        _ => null,
    };

    private static JsonObject OneOrMany(Func<JsonObject> item, Func<JsonObject> one) =>
        new() { ["oneOf"] = new JsonArray(one(), new JsonObject { ["type"] = "array", ["items"] = item() }) };

    private static JsonObject Name() => new() { ["$ref"] = "#/$defs/name" };

    private static JsonObject Map(Attribute attribute)
    {
        var map = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(attribute.Keys.Select(k => KeyValuePair.Create(
                k.Name, (JsonNode?)(k.Form == ValueForm.Truth
                    ? new JsonObject { ["type"] = "boolean" }
                    : new JsonObject())))),
        };
        string[] required = [.. attribute.Keys.Where(k => k.IsRequired).Select(k => k.Name)];
        if (required.Length > 0) map["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
        return map;
    }

    private static IEnumerable<Attribute> Table(string definition) => definition switch
    {
        "jobAttributes" => ZuulAttributes.Job,
        "nodeset" => ZuulAttributes.NodeSet,
        "queue" => ZuulAttributes.Queue,
        "project" => ZuulAttributes.Project,
        "tenant" => ZuulAttributes.Tenant,
        "pipeline" =>
            [.. PipelineAttributes.More, .. PipelineAttributes.Actions.Select(a => new Attribute(a, Shape.Tree))],
        "change" => PipelineAttributes.Requirement,
        _ => PipelineAttributes.Event,
    };
}
