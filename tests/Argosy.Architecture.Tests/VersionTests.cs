using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Argosy.Architecture.Tests.Sources;
using Argosy.Platforms;
using Cake.Core;

namespace Argosy.Architecture.Tests;

/// <summary>A version that several files contain is the same in all of them.</summary>
public sealed partial class VersionTests
{
    private static readonly XDocument s_properties = XDocument.Load(Repository.At("Directory.Build.props"));

    [Theory]
    [InlineData(".config/dotnet-tools.json")]
    [InlineData("templates/argosy/.config/dotnet-tools.json")]
    public void The_tool_is_the_Cake_that_the_graph_is_compiled_against(string file)
    {
        using var manifest = JsonDocument.Parse(SourceTree.Text(file));
        var tool = manifest.RootElement.GetProperty("tools").GetProperty("cake.tool").GetProperty("version")
            .GetString();
        tool.ShouldBe(Property("CakeVersion"));
        typeof(CakeEngine).Assembly.GetName().Version!.ToString(3).ShouldBe(tool);
    }

    // Cake's process has loaded its own by then, and a later version than that isn't found.
    [Fact]
    public void NuGets_libraries_are_those_that_the_tool_has()
    {
        var pinned = XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(p => p.Attribute("Include")!.Value == "NuGet.Packaging").Attribute("Version")!.Value;
        var own = Path.Combine(Path.GetDirectoryName(Hints()[0])!, "NuGet.Packaging.dll");
        FileVersionInfo.GetVersionInfo(own).ProductVersion!.Split('+')[0].ShouldBe(pinned);
    }

    [Fact]
    public void The_Cake_that_build_refers_to_lies_where_the_tool_was_restored_to()
    {
        var hints = Hints();
        hints.ShouldNotBeEmpty();
        hints.Where(h => !File.Exists(h)).ShouldBeEmpty();
    }

    private static List<string> Hints()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return [.. XDocument.Load(Repository.At("build/Directory.Build.props")).Descendants("Reference")
            .Select(r => r.Attribute("HintPath")!.Value
                .Replace("$(NuGetPackageRoot)", $"{packages}/", StringComparison.Ordinal)
                .Replace("$(CakeVersion)", Property("CakeVersion"), StringComparison.Ordinal))];
    }

    [Fact]
    public void The_model_and_the_assemblies_have_one_version() =>
        Model.Load(Repository.At(Model.FileName)).Project.Version.ShouldBe(Property("Version"));

    [Fact]
    public void So_has_the_native_library() =>
        NativeVersion().Match(SourceTree.Text("runtime/rdma/CMakeLists.txt")).Groups[1].Value
            .ShouldBe(Property("Version"));

    private static string Property(string name) => s_properties.Descendants(name).Single().Value;

    [GeneratedRegex(@"^project\(argosy_rdma VERSION (\S+)", RegexOptions.Multiline)]
    private static partial Regex NativeVersion();
}
