using System.Text.RegularExpressions;

namespace Argosy.Site.Tests;

/// <summary>Examples of whole files, which begin with the file's name as a comment, are valid for editors.</summary>
public sealed partial class DocumentedYamlTests
{
    [Theory]
    [InlineData("argosy.yaml", "argosy.schema.json", 4)]
    [InlineData("images/", "image.schema.json", 2)]
    [InlineData("wheels/wheels.yaml", "wheels.schema.json", 1)]
    [InlineData("debs/debs.yaml", "debs.schema.json", 1)]
    [InlineData("mirrors/mirrors.yaml", "mirrors.schema.json", 1)]
    [InlineData("docs/site.yaml", "site.schema.json", 1)]
    public void It_is(string file, string schema, int least)
    {
        var examples = Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).SelectMany(f => Block().Matches(File.ReadAllText(f)))
            .Where(m => m.Groups["file"].Value.StartsWith(file, StringComparison.Ordinal))
            .Select(m => m.Groups["text"].Value).ToList();
        examples.Count.ShouldBeGreaterThanOrEqualTo(least);
        EditorSchema.AreValid(schema, examples).ShouldAllBe(isValid => isValid);
    }

    [GeneratedRegex(@"^```yaml\n# (?<file>\S+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
