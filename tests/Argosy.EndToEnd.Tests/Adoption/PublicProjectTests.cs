using Argosy.Artifacts;

namespace Argosy.EndToEnd.Tests.Adoption;

/// <summary>Projects of others, which know nothing of Argosy, by the declarations in <c>Adoption/Projects/</c>
/// alone. <c>docs/adopters.md</c> describes them.</summary>
[Trait("Category", "Soak")]
public sealed class PublicProjectTests
{
    private static readonly string[] s_architectures = ["x64", "arm64", "ppc64le"];

    public static TheoryData<string> Names => [.. Directory.EnumerateDirectories(
        Repository.At("tests/Argosy.EndToEnd.Tests/Adoption/Projects")).Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_declarations_have_at_most_twenty_lines(string name) => Directory.EnumerateFiles(
            Declarations(name), "*", SearchOption.AllDirectories)
        .Sum(f => File.ReadLines(f).Count()).ShouldBeLessThanOrEqualTo(20);

    [Theory]
    [InlineData("json-c", "libjson-c5")]
    [InlineData("libyaml", "libyaml-0-2")]
    [InlineData("libspng", "libspng0")]
    public void A_C_library_becomes_libraries_and_debs_that_are_proven_on_each_architecture(string name, string deb)
    {
        using var project = Of(name);
        project.Run("--target=Default").ShouldSucceed();
        foreach (var architecture in s_architectures)
        {
            ProofsOf(project, ArtifactKind.Native, architecture).ShouldNotBeEmpty();
            project.Report.Artifacts.ShouldContain(a => a.Kind == ArtifactKind.Deb && a.Architecture == architecture
                && Path.GetFileName(a.Path).StartsWith($"{deb}_", StringComparison.Ordinal)
                && a.Proof == ProofLevel.Installs);
        }

        // A static library can't be loaded: its members fit.
        project.Report.Artifacts.Where(a => a.Kind != ArtifactKind.Deb
            && a.Proof < (a.Name.EndsWith(".a", StringComparison.Ordinal) ? ProofLevel.Fits : ProofLevel.Loads))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_python_extension_becomes_wheels_that_import_on_each_architecture()
    {
        using var project = Of("xxhash", "python-xxhash");
        project.Run("--target=Default").ShouldSucceed();
        foreach (var architecture in s_architectures)
            ProofsOf(project, ArtifactKind.Wheel, architecture).ShouldBe([ProofLevel.Installs]);
    }

    [Fact]
    public void A_dotnet_library_becomes_a_package_that_its_own_tests_prove_on_each_architecture()
    {
        using var project = Of("flatbuffers");
        project.Run("--target=Default").ShouldSucceed();
        project.Report.Artifacts.ShouldContain(a => a.Kind == ArtifactKind.Package && a.Proof == ProofLevel.Runs);
    }

    private static string Declarations(string name) =>
        Repository.At($"tests/Argosy.EndToEnd.Tests/Adoption/Projects/{name}");

    private static StrangerProject Of(string name, string? package = null) =>
        StrangerProject.Of(folder => DebianSource.Unpack(package ?? name, folder), Declarations(name));

    private static IEnumerable<ProofLevel> ProofsOf(StrangerProject project, ArtifactKind kind, string architecture) =>
        project.Report.Artifacts.Where(a => a.Kind == kind && a.Architecture == architecture).Select(a => a.Proof);
}
