using System.Text.Json.Nodes;

namespace Argosy.Platforms.Tests;

public sealed class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Repository.At("docs/schema/argosy.schema.json")))!;

    [Fact]
    public void The_editors_schema_lists_the_tables_architectures_and_distributions()
    {
        Values("architectures").ShouldBe(Architecture.All.Select(a => a.Name));
        Values("distributions").ShouldBe(Distribution.All.Select(d => d.Name));
    }

    [Theory]
    [InlineData("""{"project":{"name":"a"},"architectures":["x64"],"distributions":["debian-12"]}""", true)]
    [InlineData("""{"project":{"name":"a"},"architectures":["amd64"],"distributions":["debian-12"]}""", false)]
    [InlineData("""{"project":{"name":"a"},"architectures":["x64"],"distributions":["debian-12"],"rots":{}}""", false)]
    public void The_editors_schema_accepts_what_the_reader_accepts(string document, bool valid)
    {
        (EditorSchema.Errors("argosy.schema.json", document).Length == 0).ShouldBe(valid);
        var read = () => Model.Read(Yaml.YamlFile.Parse(document, "argosy.yaml"));
        if (valid) read().ShouldNotBeNull();
        else read.ShouldThrow<Diagnostics.ArgosyException>();
    }

    [Fact]
    public void The_projects_own_model_fits_the_editors_schema() =>
        EditorSchema.Errors("argosy.schema.json", File.ReadAllText(Repository.At("argosy.yaml"))).ShouldBeEmpty();

    private static IEnumerable<string> Values(string list) =>
        Schema["properties"]![list]!["items"]!["enum"]!.AsArray().Select(v => v!.GetValue<string>());
}
