namespace Argosy.EndToEnd.Tests.Walks;

/// <summary>CONTRIBUTING.md names places that exist.</summary>
[Trait("Category", "EndToEnd")]
public sealed class WalkTableTests
{
    [Fact]
    public void Every_row_names_its_places() => Walk.All.Where(w => w.Places.Count == 0).ShouldBeEmpty();

    [Fact]
    public void Every_place_is_a_file_here_or_in_a_folder_that_is_here() => Walk.All.SelectMany(w => w.Places)
        .Where(p => !Path.Exists(Repository.At(p.Split('<')[0]))
            && !Directory.Exists(Repository.At(Path.GetDirectoryName(p.Split('<')[0])!)))
        .ShouldBeEmpty();
}
