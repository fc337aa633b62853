using System.Text.Json.Nodes;

namespace Argosy.Packages.Nuget;

/// <summary>The registration of a package: its versions in pages, oldest first.</summary>
/// <param name="pages">Makes the entry of a version.</param>
internal sealed class NugetRegistration(NugetPages pages)
{
    // As the public gallery: so many versions a page, which are part of the index unless there are many of them.
    private const int PerPage = 64;
    private const int Inlined = 128;

    /// <summary>The documents, each with its path in the package's folder; the index is the last.</summary>
    public IEnumerable<(string Path, JsonObject Content)> Documents(IReadOnlyList<NugetPackage> versions)
    {
        var index = pages.RegistrationOf(versions[0]);
        var items = new JsonArray();
        foreach (var page in versions.Chunk(PerPage))
        {
            var path = $"page/{page[0].LowerVersion}/{page[^1].LowerVersion}.json";
            var inlined = versions.Count <= Inlined;
            var json = new JsonObject
            {
                ["@id"] = inlined ? $"{index}#{path[..^5]}" : $"{index[..^"index.json".Length]}{path}",
                ["count"] = page.Length,
                ["lower"] = page[0].NormalVersion,
                ["upper"] = page[^1].NormalVersion,
            };
            if (!inlined)
            {
                var whole = (JsonObject)json.DeepClone();
                whole["parent"] = index;
                whole["items"] = Entries(page);
                yield return (path, whole);
            }
            else
            {
                json["items"] = Entries(page);
            }

            items.Add(json);
        }

        yield return ("index.json", new() { ["@id"] = index, ["count"] = items.Count, ["items"] = items });
    }

    private JsonArray Entries(IEnumerable<NugetPackage> page) => [.. page.Select(pages.Entry)];
}
