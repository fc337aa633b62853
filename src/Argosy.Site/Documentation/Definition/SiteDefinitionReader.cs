using System.Text.RegularExpressions;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Site.Documentation.Definition;

/// <summary>Reads <c>docs/site.yaml</c> strictly. Error ARG0970 for a value that can't be used.</summary>
internal static class SiteDefinitionReader
{
    private const string Id = "ARG0970";

    /// <summary>Whether a project has the file. Error ARG0274 for one with an almost correct name.</summary>
    public static bool IsThere(string root) => RoomFile.IsThere(root, SiteDefinition.FileName);

    /// <summary>The project's definition.</summary>
    public static SiteDefinition Load(string root) =>
        Read(YamlFile.Load(Path.Combine(root, SiteDefinition.FileName), SiteDefinition.FileName), root);

    /// <summary>Reads a parsed document.</summary>
    /// <param name="map">The document.</param>
    /// <param name="root">The project's folder, in which patterns such as <c>docs/adr/*.md</c> are looked for.</param>
    public static SiteDefinition Read(YamlMap map, string root)
    {
        var single = Single(map);
        var definition = new SiteDefinition(
            Line(map.Get("title")),
            map.Find("description") is { } description ? Line(description) : "",
            Address(map.Find("source")),
            Address(map.Find("edit")),
            map.Find("ids") is { } ids ? Pattern(ids.AsText()) : null,
            [.. map.Get("sections").AsList().Items.Select(s => Section(s.AsMap(), root, single))]);
        map.Done();
        var first = new Dictionary<string, SitePage>(StringComparer.Ordinal);
        foreach (var page in definition.Pages)
        {
            if (!first.TryAdd(page.Output, page))
                throw Error(new(SiteDefinition.FileName, page.Line),
                    $"'{page.Path}' and '{first[page.Output].Path}' would both be {page.Output}",
                    "Remove one of them.");
        }

        return first.ContainsKey("index.html")
            ? definition
            : throw Error(new(SiteDefinition.FileName), "no page is the site's first, index.html",
                "Name docs/index.md or docs/README.md in a section.");
    }

    // The pages with a line of their own, which patterns leave out.
    private static HashSet<string> Single(YamlMap map) =>
    [
        .. from section in (map.Find("sections") as YamlList)?.Items.OfType<YamlMap>() ?? []
           from page in (section.Entries.FirstOrDefault(e => e.Key.Value == "pages").Value as YamlList)?.Items ?? []
           select page switch
           {
               YamlText text => text.Value,
               YamlMap named =>
                   (named.Entries.FirstOrDefault(e => e.Key.Value == "page").Value as YamlText)?.Value ?? "",
               _ => "",
           },
    ];

    private static SiteSection Section(YamlMap map, string root, HashSet<string> single)
    {
        var section = new SiteSection(Line(map.Get("title")),
            [.. map.Get("pages").AsList().Items.SelectMany(p => Pages(p, root, single))]);
        map.Done();
        return section;
    }

    private static IEnumerable<SitePage> Pages(YamlNode node, string root, HashSet<string> single)
    {
        if (node is not YamlMap map)
        {
            var text = node.AsText();
            if (text.Required().EndsWith("/*.md", StringComparison.Ordinal)) return Matching(text, root, single);
            return [new(Markdown(text, root, mustExist: true), null, PageOrigin.File, null, text.Place.Line)];
        }

        var origin = map.Find("from")?.AsText() is { } from ? Origin(from) : PageOrigin.File;
        var page = new SitePage(
            Markdown(map.Get("page").AsText(), root, mustExist: origin == PageOrigin.File),
            map.Find("title") is { } title ? Line(title) : null,
            origin,
            map.Find("file") is { } file
                ? Existing(TextRules.ProjectPath.Check(file.AsText(), Id), file.Place, root)
                : null,
            map.Place.Line);
        map.Done();
        if (page.File is null != origin is PageOrigin.File or PageOrigin.Targets)
            throw Error(map.Place, page.File is null ? "'file' is missing" : "'file' has no use here",
                "A page 'from: options' or 'from: schema' names the file that it is made from; no other page does.");
        return [page];
    }

    private static IEnumerable<SitePage> Matching(YamlText pattern, string root, HashSet<string> single)
    {
        var folder = TextRules.ProjectPath.Check(pattern with { Value = pattern.Value[..^"/*.md".Length] }, Id);
        var files = FolderListing.FilesOf(Path.Combine(root, folder), ".md", follow: true)
            .Select(f => $"{folder}/{Path.GetFileName(f)}").Where(f => !single.Contains(f))
            .Order(StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? files.Select(f => new SitePage(f, null, PageOrigin.File, null, pattern.Place.Line))
            : throw Error(pattern.Place, $"'{pattern.Value}' matches no file", "Correct the folder's name.");
    }

    private static string Markdown(YamlText text, string root, bool mustExist)
    {
        var path = TextRules.ProjectPath.Check(text, Id);
        if (!path.EndsWith(".md", StringComparison.Ordinal))
            throw Error(text.Place, $"'{path}' is no Markdown file", "Name a file that ends with .md.");
        return mustExist ? Existing(path, text.Place, root) : path;
    }

    private static string Existing(string path, SourceLocation place, string root) =>
        File.Exists(Path.Combine(root, path))
            ? path
            : throw Error(place, $"there is no file '{path}'", "Correct its name, which is relative to the project.");

    private static PageOrigin Origin(YamlText text) => text.Required() switch
    {
        "targets" => PageOrigin.Targets,
        "options" => PageOrigin.Options,
        "schema" => PageOrigin.Schema,
        var other => throw Error(text.Place, $"a page can't be made from '{other}'",
            Suggestion.For(other, ["options", "schema", "targets"])),
    };

    private static string? Address(YamlNode? node) => node?.AsText() is not { } text ? null
        : Uri.TryCreate(text.Required(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            && text.Value.Contains("{path}", StringComparison.Ordinal)
            ? text.Value
            : throw Error(text.Place, $"'{text.Value}' can't be the address of a project's files",
                "Write an address that contains '{path}', such as 'https://forge.example/project/main/{path}'.");

    private static Regex Pattern(YamlText text)
    {
        try
        {
            return new($@"\b(?:{text.Required()})\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Error(text.Place, $"'{text.Value}' is no pattern ({e.Message.TrimEnd('.')})",
                "Write a regular expression, such as 'ARG[0-9]{4}'.");
        }
    }

    private static string Line(YamlNode node) => TextRules.Line.Check(node.AsText(), Id);

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(Id, place, cause, remedy));
}
