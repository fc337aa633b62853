using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>Reads a project's page of a Python index: PEP 691's JSON or PEP 503's HTML.</summary>
internal static partial class IndexPage
{
    /// <summary>The media types that are requested, the preferred first.</summary>
    public const string Accept =
        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

    /// <summary>The files of a page. A <see cref="FormatException"/> says why it isn't one.</summary>
    /// <param name="content">The page.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="address">Its address after all redirections.</param>
    public static IReadOnlyList<IndexFile> Read(string content, string? mediaType, Uri address) => mediaType switch
    {
        "application/vnd.pypi.simple.v1+json" or "application/json" => ReadJson(content, address),
        "application/vnd.pypi.simple.v1+html" or "text/html" or null => ReadHtml(content, address),
        _ => throw new FormatException($"its answer is '{mediaType}', not a page of an index"),
    };

    private static List<IndexFile> ReadJson(string content, Uri page)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var version = document.RootElement.GetProperty("meta").GetProperty("api-version").GetString();
            if (version?.StartsWith("1.", StringComparison.Ordinal) != true)
                throw new FormatException($"its format is version {version}, not 1");
            return [.. document.RootElement.GetProperty("files").EnumerateArray().Select(f => ReadJson(f, page))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("its answer isn't the JSON of PEP 691", e);
        }
    }

    private static IndexFile ReadJson(JsonElement file, Uri page)
    {
        var hash = file.GetProperty("hashes").TryGetProperty("sha256", out var sha256) ? sha256.GetString() : null;
        var requires = file.TryGetProperty("requires-python", out var python) ? python.GetString() : null;
        return Checked(file.GetProperty("filename").GetString() ?? "", file.GetProperty("url").GetString() ?? "", page,
            hash, requires, file.TryGetProperty("yanked", out var yanked)
                && yanked.ValueKind is not (JsonValueKind.False or JsonValueKind.Null));
    }

    private static List<IndexFile> ReadHtml(string content, Uri page)
    {
        if (Base().Match(content) is { Success: true } written
            && Uri.TryCreate(page, WebUtility.HtmlDecode(written.Groups["href"].Value), out var root)) page = root;
        var files = new List<IndexFile>();
        foreach (Match anchor in Anchor().Matches(content))
        {
            var attributes = Attribute().Matches(anchor.Groups["attributes"].Value)
                .GroupBy(a => a.Groups["name"].Value.ToLowerInvariant())
                .ToDictionary(g => g.Key, g => WebUtility.HtmlDecode(g.First().Groups["value"].Value));
            if (attributes.GetValueOrDefault("href") is not { Length: > 0 } href) continue;
            var hash = href.IndexOf("#sha256=", StringComparison.Ordinal);
            files.Add(Checked(WebUtility.HtmlDecode(anchor.Groups["text"].Value).Trim(), href.Split('#')[0], page,
                hash < 0 ? null : href[(hash + 8)..].Split('&')[0],
                attributes.GetValueOrDefault("data-requires-python"), attributes.ContainsKey("data-yanked")));
        }

        return files.Count > 0 ? files : throw new FormatException("its page lists no file");
    }

    private static IndexFile Checked(
        string name, string link, Uri page, string? hash, string? requires, bool isYanked)
    {
        if (!Uri.TryCreate(page, link, out var address) || address.Scheme is not ("http" or "https"))
            throw new FormatException($"its link to '{Shown(name)}' isn't an http or https address");
        if (name.Length is 0 or > 255 || name != Path.GetFileName(name) || name[0] == '.' || name.Any(char.IsControl))
            throw new FormatException($"it lists '{Shown(name)}', which isn't a file name");
        // PEP 503: the text of a link is the last part of its address.
        if (Uri.UnescapeDataString(address.Segments[^1]) != name)
            throw new FormatException($"its link to '{name}' is to another file, '{Shown(address.Segments[^1])}'");
        return new(name, address, hash is null ? null : Digest.TryParse(hash),
            requires is null ? null : VersionSpecifiers.TryParse(requires), isYanked);
    }

    private static string Shown(string text) => text.Length > 100 ? $"{text[..100]}…" : text;

    [GeneratedRegex(@"<a\b(?<attributes>(?:[^>""']|""[^""]*""|'[^']*')*)>(?<text>[^<]*)</a\s*>",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"(?<name>[A-Za-z-]+)(?:\s*=\s*(?:""(?<value>[^""]*)""|'(?<value>[^']*)'))?")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"<base\s[^>]*?href\s*=\s*[""'](?<href>[^""']*)", RegexOptions.IgnoreCase)]
    private static partial Regex Base();
}
