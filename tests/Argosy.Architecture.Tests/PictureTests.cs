using System.Xml.Linq;
using Argosy.Architecture.Tests.Sources;

namespace Argosy.Architecture.Tests;

/// <summary>The picture of the layout shows the projects and their references as they are.</summary>
public sealed class PictureTests
{
    private static readonly XElement s_picture = XDocument.Load(Repository.At("docs/pictures/architecture.svg")).Root!;

    private static readonly Dictionary<string, string[]> s_references =
        SourceTree.Below(["src", "build"], ".csproj").ToDictionary(
        file => Path.GetFileNameWithoutExtension(file),
        file => XDocument.Load(Repository.At(file)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).ToArray());

    [Fact]
    public void It_has_each_project_of_src_and_build() =>
        Attributes("data-project").Order(StringComparer.Ordinal)
            .ShouldBe(s_references.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_project_is_called_by_the_name_of_its_folder() => s_picture.Descendants()
        .Where(e => e.Attribute("data-project") is not null)
        .Select(e => e.Value).Order(StringComparer.Ordinal)
        .ShouldBe(SourceTree.Below(["src", "build"], ".csproj").Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))
            .Select(f => f.StartsWith("Argosy.", StringComparison.Ordinal) ? f["Argosy.".Length..] : f)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Its_arrows_are_the_references_that_dont_follow_from_others() =>
        Attributes("data-from").Zip(Attributes("data-to"), (from, to) => $"{from} → {to}").Order(StringComparer.Ordinal)
            .ShouldBe(Direct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Direct() =>
        from project in s_references
        from reference in project.Value
        where !project.Value.Any(other => Reached(other).Contains(reference))
        select $"{project.Key} → {reference}";

    // All that a project refers to, directly or not.
    private static IEnumerable<string> Reached(string project) =>
        s_references[project].SelectMany(reference => Reached(reference).Prepend(reference));

    private static IEnumerable<string> Attributes(string name) =>
        s_picture.Descendants().Select(e => e.Attribute(name)?.Value).OfType<string>();
}
