using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Platforms.Tests;

/// <summary>Readers and the editors' schemas take their rules from one table.</summary>
public sealed class RuleTests
{
    public static TheoryData<string, string, string> Places => new()
    {
        { "argosy", "properties/project/properties/name", nameof(TextRules.ProjectName) },
        { "argosy", "properties/roots/propertyNames", nameof(TextRules.RootName) },
        { "argosy", "$defs/packages/items", nameof(TextRules.DebianPackage) },
        { "argosy", "$defs/line", nameof(TextRules.Line) },
        { "argosy", "$defs/path", nameof(TextRules.ProjectPath) },
        { "argosy", "$defs/globs/items", nameof(TextRules.ProjectGlob) },
        { "argosy", "$defs/program", nameof(TextRules.Program) },
        { "argosy", "$defs/variables/propertyNames", nameof(TextRules.Variable) },
        { "argosy", "properties/native/propertyNames", nameof(TextRules.ItemName) },
        { "argosy", "properties/native/additionalProperties/properties/source", nameof(TextRules.ProjectFolder) },
        { "argosy", "properties/dotnet/propertyNames", nameof(TextRules.ItemName) },
        { "argosy", "properties/dotnet/additionalProperties/properties/project", nameof(TextRules.ProjectFile) },
        { "argosy", "properties/dotnet/additionalProperties/properties/frameworks/items", nameof(TextRules.Framework) },
        { "argosy", "properties/dotnet/additionalProperties/properties/package/properties/id",
            nameof(TextRules.PackageId) },
        { "argosy", "properties/dotnet/additionalProperties/properties/self-test/properties/library/properties/file",
            nameof(TextRules.SoName) },
        { "argosy", "properties/release/properties/github/properties/repository", nameof(TextRules.GitHubRepository) },
        { "argosy", "properties/release/properties/nuget/items", nameof(TextRules.FeedName) },
        { "argosy", "$defs/tagPrefix", nameof(TextRules.TagPrefix) },
        { "argosy", "properties/release/properties/minimum", nameof(TextRules.MajorMinor) },
        { "image", "$defs/package", nameof(TextRules.DebianPackage) },
        { "image", "properties/extends", nameof(TextRules.ImageName) },
        { "image", "properties/ports/items", nameof(TextRules.Port) },
        { "image", "properties/stop-signal", nameof(TextRules.Signal) },
        { "image", "properties/locale", nameof(TextRules.Locale) },
        { "image", "$defs/account", nameof(TextRules.Account) },
        { "image", "$defs/owner", nameof(TextRules.Owner) },
        { "image", "$defs/path", nameof(TextRules.ImagePath) },
        { "image", "$defs/capabilities", nameof(TextRules.Capabilities) },
        { "image", "properties/env/propertyNames", nameof(TextRules.Variable) },
        { "image", "properties/user", nameof(TextRules.ContainerUser) },
        { "image", "$defs/keyValues/propertyNames", nameof(TextRules.LabelKey) },
        { "debs", "properties/packages/items/properties/name", nameof(TextRules.DebianPackage) },
        { "debs", "properties/packages/items/properties/native", nameof(TextRules.ItemName) },
        { "debs", "properties/packages/items/properties/license", nameof(TextRules.ProjectPath) },
        { "debs", "properties/packages/items/properties/smoke", nameof(TextRules.CompiledSource) },
        { "debs", "$defs/dependency", nameof(TextRules.DebianDependency) },
        { "debs", "$defs/part", nameof(TextRules.DebianPackage) },
        { "debs", "properties/libraries/additionalProperties/properties/package", nameof(TextRules.DebianPackage) },
        { "debs", "properties/libraries/additionalProperties/properties/versions", nameof(TextRules.SymbolVersions) },
        { "debs", "$defs/soname", nameof(TextRules.SoName) },
        { "debs", "$defs/line", nameof(TextRules.Line) },
        { "wheels", "properties/packages/items/properties/name", nameof(TextRules.PythonProject) },
        { "wheels", "properties/packages/items/properties/version", nameof(TextRules.PythonVersion) },
        { "wheels", "properties/packages/items/properties/environment/propertyNames", nameof(TextRules.Variable) },
        { "wheels", "properties/packages/items/properties/tools/items", nameof(TextRules.Program) },
        { "wheels", "properties/packages/items/properties/subdirectory", nameof(TextRules.ProjectPath) },
        { "wheels", "properties/packages/items/properties/project", nameof(TextRules.ProjectFolder) },
        { "wheels", "properties/packages/items/properties/inputs/items", nameof(TextRules.ProjectGlob) },
        { "wheels", "properties/packages/items/properties/natives/items", nameof(TextRules.ItemName) },
        { "wheels", "properties/constraints", nameof(TextRules.ProjectPath) },
        { "wheels", "properties/sources/items/properties/folder", nameof(TextRules.ProjectFolder) },
        { "wheels", "properties/sources/items/properties/index", nameof(TextRules.IndexAddress) },
        { "wheels", "$defs/debian-package", nameof(TextRules.DebianPackage) },
        { "wheels", "$defs/line", nameof(TextRules.Line) },
        { "pipelines", "properties/families/propertyNames", nameof(TextRules.DeclaredName) },
        { "pipelines", "properties/roles/propertyNames", nameof(TextRules.DeclaredName) },
        { "pipelines", "properties/semaphores/propertyNames", nameof(TextRules.DeclaredName) },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void The_editors_schema_has_the_rule_of_the_table(string schema, string place, string rule)
    {
        var node = At(schema, place);
        var wanted = (TextRule)typeof(TextRules).GetProperty(rule)!.GetValue(null)!;
        (node["pattern"]!.GetValue<string>(), node["maxLength"]!.GetValue<int>())
            .ShouldBe((wanted.Pattern, wanted.Longest));
    }

    [Fact]
    public void The_editors_schema_has_the_rule_of_versions()
    {
        var node = At("argosy", "properties/project/properties/version");
        (node["pattern"]!.GetValue<string>(), node["maxLength"]!.GetValue<int>())
            .ShouldBe((VersionRule.Pattern, VersionRule.Longest));
    }

    [Theory]
    [InlineData("1.0 beta_2", "Debian")]
    [InlineData("v1.0", "Debian")]
    [InlineData("1.0_2", "Debian")]
    [InlineData("1.0.0+build", "an OCI tag")]
    [InlineData("1.0~rc1", "an OCI tag")]
    [InlineData("1.0.0rc1", "NuGet")]
    [InlineData("2026.01", "NuGet")]
    [InlineData("1.2.3.4.5", "NuGet")]
    [InlineData("1.0-", "NuGet")]
    [InlineData("1.0.0-rc.01", "NuGet")]
    [InlineData("20261130.1", ".NET")]
    [InlineData("1.0\n", "Debian")]
    public void A_version_is_refused_in_the_name_of_its_consumer(string version, string consumer)
    {
        var error = Should.Throw<ArgosyException>(
            () => VersionRule.Check(new(new("argosy.yaml", 3), version, Plain: true)));
        error.Message.ShouldStartWith("ARG0118 argosy.yaml:3: ");
        error.Message.ShouldContain($" isn't one for {consumer}");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("0.1.0")]
    [InlineData("1.2.3.65534")]
    [InlineData("2026.11.30")]
    [InlineData("1.0.0-rc.1")]
    [InlineData("1.0.0-alpha-2.x")]
    public void A_version_for_all_of_them_is_taken(string version) =>
        VersionRule.Check(new(new("argosy.yaml", 3), version, Plain: true)).ShouldBe(version);

    [Fact]
    public void The_schemas_pattern_is_what_all_consumers_take()
    {
        var pattern = new Regex($@"\A(?:{VersionRule.Pattern[1..^1]})\z", RegexOptions.CultureInvariant);
        var parts = Gen.Elements(
            "0", "1", "01", "9", "10", "99999", "65534", "65535",
            ".", ".", ".", "-", "-", "rc", "x", "_", "+", "~", " ", "\n", "");
        Prop.ForAll(parts.ListOf().Select(string.Concat).ToArbitrary(), version =>
            version.Length == 0
                || VersionRule.Allows(version) == (version.Length <= VersionRule.Longest && pattern.IsMatch(version)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static JsonNode At(string schema, string place) => place.Split('/').Aggregate(
        JsonNode.Parse(File.ReadAllText(Repository.At($"docs/schema/{schema}.schema.json")))!,
        (node, key) => node[key]
            ?? throw new InvalidOperationException($"{schema} has no {key}"));
}
