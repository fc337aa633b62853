using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Argosy.Architecture.Tests.Sources;

namespace Argosy.Architecture.Tests;

/// <summary>Dependencies point one way: build.cake → build/Tasks → Cake.Argosy → rooms → tools → Platforms.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] s_model = ["Argosy.Platforms", "Argosy.Yaml"];
    private static readonly string[] s_base = ["Argosy.Artifacts", "Argosy.Processes", .. s_model];
    private static readonly string[] s_tools =
        ["Argosy.Toolchains", "Argosy.Oci", "Argosy.Site", "Argosy.Zuul", .. s_base];
    private static readonly string[] s_gitHub = ["Argosy.GitHub"];
    private static readonly string[] s_rooms =
    [
        "Argosy.DevStack", "Argosy.Images", "Argosy.JobHealth", "Argosy.Packages", "Argosy.Pipelines", "Argosy.Release",
        .. s_gitHub, .. s_tools
    ];
    private static readonly string[] s_build = ["Argosy.Build", "Cake.Argosy", "Cake.Argosy.Module"];

    // The projects that each project may use. A new project needs an entry here.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Argosy.Yaml"] = [],
        ["Argosy.Platforms"] = ["Argosy.Yaml"],
        ["Argosy.Artifacts"] = [.. s_model],
        ["Argosy.Noop"] = ["Argosy.Artifacts", .. s_model],
        ["Argosy.Processes"] = [.. s_model],
        ["Argosy.Adoption"] = s_base,
        ["Argosy.Oci"] = s_base,
        ["Argosy.Toolchains"] = s_base,
        ["Argosy.Site"] = ["Argosy.Artifacts", .. s_model],
        ["Argosy.Zuul"] = [.. s_model],
        ["Argosy.Images"] = s_tools,
        ["Argosy.Packages"] = s_tools,
        ["Argosy.Pipelines"] = s_tools,
        ["Argosy.DevStack"] = ["Argosy.Pipelines", .. s_tools],
        ["Argosy.GitHub"] = ["Argosy.Processes", .. s_model],
        ["Argosy.JobHealth"] = [.. s_gitHub, .. s_tools],
        ["Argosy.Release"] = ["Argosy.Images", "Argosy.Packages", .. s_gitHub, .. s_tools],
        ["Argosy.Cli"] =
        [
            "Argosy.Adoption", "Argosy.Artifacts", "Argosy.DevStack", "Argosy.Images", "Argosy.JobHealth", "Argosy.Oci",
            "Argosy.Packages", "Argosy.Pipelines", "Argosy.Processes", "Argosy.Zuul", .. s_model
        ],
        ["Argosy.Engine"] = ["Argosy.Oci", .. s_base],
        ["Cake.Argosy.Module"] = ["Argosy.Engine", .. s_base],
        ["Cake.Argosy"] = ["Cake.Argosy.Module", "Argosy.Engine", .. s_rooms],
        ["Argosy.Build"] = ["Cake.Argosy", "Cake.Argosy.Module", "Argosy.Engine", .. s_rooms],
        ["Argosy.Bench.Engine"] = ["Cake.Argosy.Module", "Argosy.Engine", "Argosy.Oci", .. s_base],
        ["Argosy.Bench.Packages"] = ["Argosy.Packages", .. s_base],
        ["Argosy.Bench.Images"] = ["Argosy.Images", "Argosy.Oci", "Argosy.Toolchains", .. s_base],
        ["Argosy.Bench.Dashboard"] = ["Argosy.JobHealth", "Argosy.Site", .. s_model],
        ["Argosy.Bench.Pipelines"] = ["Argosy.Cli", "Argosy.Artifacts", "Argosy.Pipelines", .. s_model],
        ["Argosy.Bench.Runtime"] = ["Argosy.Runtime"],
        ["Argosy.Runtime"] = [],
        ["Argosy.Runtime.Launch"] = [],
        ["Argosy.Runtime.Generators"] = [],
        ["Argosy.Runtime.SelfTest"] = ["Argosy.Runtime", "Argosy.Runtime.Generators"],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Below(["src", "build", "bench", "runtime"], ".csproj")
        .Where(f => !f.StartsWith("runtime/samples/", StringComparison.Ordinal))];

    // Programs without dependents: their assemblies aren't in the tests' output folder.
    private static readonly string[] s_programs =
    [
        "Argosy.Bench.Dashboard",
        "Argosy.Bench.Engine",
        "Argosy.Bench.Images",
        "Argosy.Bench.Packages",
        "Argosy.Bench.Pipelines",
        "Argosy.Bench.Runtime",
        "Argosy.Cli",
        "Argosy.Noop",
        "Argosy.Runtime.Launch",
        "Argosy.Runtime.SelfTest"
    ];

    public static TheoryData<string> Assemblies => [.. s_allowed.Keys.Except(s_programs)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_what_lies_below_it_alone(string project)
    {
        var references = Project(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        references.Except(AllowedTo(Path.GetFileNameWithoutExtension(project))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void So_does_its_assembly_as_compiled(string name) =>
        References(name).Where(r => s_allowed.ContainsKey(r)).Except(AllowedTo(name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Only_the_three_of_build_know_Cake(string name)
    {
        var knows = References(name).Any(r => r is "Cake.Core" or "Cake.Common");
        if (!s_build.Contains(name)) knows.ShouldBeFalse();
    }

    // BannedSymbols.txt has .NET's own ways; calls into C are no symbols of it.
    [Fact]
    public void Only_one_room_starts_programs_by_C() => SourceTree.Below(["src", "build"], ".cs")
        .Where(f => !f.StartsWith("src/Argosy.Processes/", StringComparison.Ordinal)
            && StartOfProgram().IsMatch(SourceTree.Text(f)))
        .ShouldBeEmpty();

    [Fact]
    public void Only_one_room_reads_YAML() => SourceTree.Below(["src", "build", "bench"], ".csproj")
        .Where(f => SourceTree.Text(f).Contains("YamlDotNet", StringComparison.Ordinal))
        .ShouldBe(["src/Argosy.Yaml/Argosy.Yaml.csproj"]);

    [Fact]
    public void No_project_of_src_or_runtime_names_a_Cake_package() =>
        SourceTree.Below(["src", "runtime"], ".csproj", ".props", ".targets")
            .Where(f => Project(f).Descendants().Any(e => e.Name.LocalName != "InternalsVisibleTo"
                && e.Attribute("Include")?.Value.Contains("Cake", StringComparison.Ordinal) == true))
            .ShouldBeEmpty();

    [Fact]
    public void The_runtime_is_cargo_that_nothing_refers_to() => SourceTree.Below(["src", "build"], ".csproj")
        .Where(f => SourceTree.Text(f).Contains("Argosy.Runtime", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void A_class_library_has_tests_and_every_test_project_a_subject()
    {
        var tested = SourceTree.Below(["tests"], ".csproj").Select(f => Path.GetFileNameWithoutExtension(f))
            .ToHashSet();
        // The graph is tested by running it, the self-test by the runtime's tests that run it; a benchmark is no
        // product.
        s_allowed.Keys.Except(["Argosy.Build", .. s_programs]).Where(n => !tested.Contains($"{n}.Tests"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_script_holds_the_bootstrap_alone()
    {
        var lines = File.ReadAllLines(Repository.At("build.cake")).Where(l => l.Length > 0).ToList();
        lines.Count.ShouldBeLessThanOrEqualTo(6);
        // By a pattern, which may match nothing: a reference to an assembly that isn't compiled would end in Cake's
        // own words.
        lines.Where(l => l.StartsWith('#')).ShouldBe(["#load \"build/.out/*.cake\""]);
        File.ReadAllLines(Repository.At("build/Tasks/graph.cake")).Where(l => l.StartsWith('#'))
            .Select(l => LoadedAssembly().Match(l).Groups[1].Value).ShouldBe(["Cake.Argosy", "Argosy.Build"]);
    }

    private static string[] AllowedTo(string name) =>
        s_allowed.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"{name} has no place in the table of dependencies");

    private static IEnumerable<string> References(string name) =>
        Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!);

    private static XDocument Project(string file) => XDocument.Load(Repository.At(file));

    [GeneratedRegex(@"EntryPoint = ""(posix_spawnp?|v?fork|exec[vl]\w*|system|popen)""")]
    private static partial Regex StartOfProgram();

    [GeneratedRegex("""^#r "(.+)\.dll"$""")]
    private static partial Regex LoadedAssembly();
}
