using System.Xml.Linq;
using Argosy.Bench.Dashboard.Pictures;

namespace Argosy.Dashboard.Tests;

/// <summary>Makes the pictures in the docs.</summary>
public sealed class PictureTests
{
    public static TheoryData<string> Names => [.. Picture.All().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_what_the_page_shows_today(string name) =>
        Picture.All().Single(p => p.Name == name).Text.ShouldBe(
            File.ReadAllText(Repository.At($"docs/pictures/{name}")),
            "Run dotnet run --project bench/dashboard -- pictures docs/pictures.");

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_well_formed_and_says_what_it_shows(string name)
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var root = XDocument.Load(Repository.At($"docs/pictures/{name}")).Root!;
        root.Element(svg + "title")!.Value.ShouldNotBeEmpty();
        root.Element(svg + "desc")!.Value.ShouldNotBeEmpty();
    }
}
