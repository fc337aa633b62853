using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Tests.Definition;

/// <summary>Editors report exactly the errors that the build reports.</summary>
public sealed class ImageSchemaTests
{
    private const string Schema = "image.schema.json";

    [Fact]
    public void The_runtime_image_fits_the_editors_schema() =>
        EditorSchema.Errors(Schema, File.ReadAllText(Repository.At("images/runtime/image.yaml"))).ShouldBeEmpty();

    [Theory]
    [InlineData("packages: [libc6]\nuser: 10001\nfiles: [{source: b, mode: 0755, destination: /a/}]", true)]
    [InlineData("packages: [libc6]\nentrypont: [x]", false)]
    [InlineData("packages: [libc6=2]", false)]
    [InlineData("packages: [libc6]\nfiles: [{destination: /a}]", false)]
    [InlineData("packages: [libc6]\nfiles: [{source: b, text: c, destination: /a}]", false)]
    [InlineData("packages: [libc6]\nfiles: [{link: b, mode: 0755, destination: /a}]", false)]
    [InlineData("packages: [libc6]\nexclude: [usr]", false)]
    [InlineData("packages: [libc6]\nself-test: {}", false)]
    [InlineData("packages: [libc6]\nuser: a b", false)]
    [InlineData("packages: [libc6]\ncmd: [-c, true, 3]", true)]
    [InlineData("packages: [libc6]\nworkdir: /a/../b", false)]
    [InlineData("packages: [libc6]\npublish: {tags: ['{version}-x', latest], allow-inconclusive: [arm64]}", true)]
    [InlineData("packages: [libc6]\npublish: {repository: 'host.example:5000/a/b', tags: [latest]}", true)]
    [InlineData("packages: [libc6]\npublish: {repository: host.example/a}", false)]
    [InlineData("packages: [libc6]\npublish: {tags: []}", false)]
    [InlineData("packages: [libc6]\npublish: {tags: ['a b']}", false)]
    [InlineData("packages: [libc6]\npublish: {tags: [latest], registry: host.example}", false)]
    [InlineData("packages: [libc6]\nfiles: [{source: ../b, destination: /a}]", false)]
    [InlineData("packages: [libc6]\nfiles: [{text: b, destination: /a, architectures: [amd64]}]", false)]
    public void The_editors_schema_accepts_what_the_reader_accepts(string yaml, bool valid)
    {
        (EditorSchema.Errors(Schema, yaml).Length == 0).ShouldBe(valid);
        var read = () => ImageDefinition.Read("test", YamlFile.Parse(yaml, "image.yaml"));
        if (valid) read().ShouldNotBeNull();
        else read.ShouldThrow<ArgosyException>();
    }
}
