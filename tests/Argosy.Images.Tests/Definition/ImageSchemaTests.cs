using System.Text.Json.Nodes;
using Argosy.Platforms.Yaml;
using Json.Schema;

namespace Argosy.Images.Tests.Definition;

/// <summary>Editors complain of what the build would refuse, and of nothing else.</summary>
public sealed class ImageSchemaTests
{
    private static readonly JsonSchema s_schema =
        JsonSchema.FromFile(Path.Combine(RepositoryFiles.Root, "docs", "schema", "image.schema.json"));

    [Fact]
    public void The_runtime_image_fits_its_schema()
    {
        var file = Path.Combine(RepositoryFiles.Root, "images", "runtime", "image.yaml");
        Fits(YamlFile.Load(file, "image.yaml")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("packages: [libc6]\nentrypont: [x]")]
    [InlineData("entrypoint: [x]")]
    [InlineData("packages: [libc6=2]")]
    [InlineData("packages: [libc6]\nfiles: [{destination: /a}]")]
    [InlineData("packages: [libc6]\nfiles: [{source: b, text: c, destination: /a}]")]
    [InlineData("packages: [libc6]\nfiles: [{link: b, mode: 0755, destination: /a}]")]
    [InlineData("packages: [libc6]\nexclude: [usr]")]
    [InlineData("packages: [libc6]\nself-test: {}")]
    public void What_the_reader_refuses_the_schema_refuses(string yaml) =>
        Fits(YamlFile.Parse(yaml, "image.yaml")).ShouldBeFalse();

    private static bool Fits(YamlMap map) => s_schema.Evaluate(ToJson(map)).IsValid;

    private static JsonNode ToJson(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Value, (JsonNode?)ToJson(e.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlText { Plain: true } text when int.TryParse(text.Value, out var n) && text.Value == $"{n}" => JsonValue.Create(n),
        YamlText text => JsonValue.Create(text.Value),
        _ => throw new NotSupportedException(node.Kind),
    };
}
