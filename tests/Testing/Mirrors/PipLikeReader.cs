using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Argosy.Testing;

/// <summary>What a reader saw.</summary>
internal sealed record ReaderResult(int Reads, IReadOnlySet<string> Editions, IReadOnlyList<string> Errors);

/// <summary>Reads as pip does, again and again: an index, the file that it leads to, the digest.</summary>
internal sealed partial class PipLikeReader(HttpClient http, int seed)
{
    private const string Json = "application/vnd.pypi.simple.v1+json";

    public async Task<ReaderResult> RunAsync(CancellationToken end)
    {
        var random = new Random(seed);
        var errors = new List<string>();
        var editions = new HashSet<string>(StringComparer.Ordinal);
        var reads = 0;
        // Once at least, and never broken off: a broken read would look like an error.
        do
        {
            reads++;
            var project = new Uri($"p{random.Next(3)}/", UriKind.Relative);
            using var request = new HttpRequestMessage(HttpMethod.Get, project);
            request.Headers.TryAddWithoutValidation("Accept", random.Next(2) == 0 ? Json : "text/html");
            using var response = await http.SendAsync(request, CancellationToken.None);
            var page = await response.Content.ReadAsStringAsync(CancellationToken.None);
            if (!response.IsSuccessStatusCode)
            {
                errors.Add($"{project}: {response.StatusCode}");
                continue;
            }

            var (edition, link, digest) =
                response.Content.Headers.ContentType!.MediaType == Json ? OfJson(page) : OfHtml(page);
            editions.Add(edition);
            if (!link.Contains($"-{edition}-", StringComparison.Ordinal)) errors.Add($"{project}: a mix: {page}");
            using var file = await http.GetAsync(
                new Uri($"{project}{link}", UriKind.Relative), CancellationToken.None);
            if (!file.IsSuccessStatusCode) errors.Add($"{link}: {file.StatusCode}");
            else if (Convert.ToHexStringLower(SHA256.HashData(
                await file.Content.ReadAsByteArrayAsync(CancellationToken.None))) != digest)
                errors.Add($"{link}: another digest");
        }
        while (!end.IsCancellationRequested);

        return new(reads, editions, errors);
    }

    private static (string Edition, string Link, string Digest) OfJson(string page)
    {
        using var json = JsonDocument.Parse(page);
        var file = json.RootElement.GetProperty("files")[0];
        return (json.RootElement.GetProperty("edition").GetRawText(), file.GetProperty("url").GetString()!,
            file.GetProperty("sha256").GetString()!);
    }

    private static (string Edition, string Link, string Digest) OfHtml(string page)
    {
        var match = Page().Match(page);
        return (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
    }

    [GeneratedRegex("<title>([0-9]+)</title><a href=\"([^#\"]+)#sha256=([0-9a-f]{64})\">")]
    private static partial Regex Page();
}
