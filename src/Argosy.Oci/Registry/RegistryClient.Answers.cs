using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Artifacts;

namespace Argosy.Oci.Registry;

// What a response says besides its body.
internal sealed partial class RegistryClient
{
    private const string ContentDigest = "Docker-Content-Digest";
    private const int LargestError = 64 << 10;

    // The code alone of the registry's own error: the rest is a server's text.
    private async Task<RegistryFault> UnexpectedAsync(HttpResponseMessage response, StallWatch watch)
    {
        var what = $"the registry answers with status {(int)response.StatusCode}";
        if (IsPage(response)) return _faults.Answer($"{what} and a web page", response.StatusCode);
        byte[]? body = null;
        try
        {
            body = await BoundedBody.ReadAsync(response, LargestError, watch, _faults);
        }
        catch (Exception e) when (e is RegistryFault or HttpRequestException)
        {
            // The status says enough.
        }

        return _faults.Answer(ErrorCode(body) is { } code ? $"{what} ({code})" : what, response.StatusCode);
    }

    private void RefusePage(HttpResponseMessage response)
    {
        if (IsPage(response))
            throw _faults.Answer(
                $"the registry answers with status {(int)response.StatusCode} and a web page", response.StatusCode);
    }

    private static bool IsPage(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";

    // A registry may leave the header out, but it must not name another content.
    private void RequireDigest(HttpResponseMessage response, Digest expected)
    {
        if (SaidDigest(response) is { } said && said != expected)
            throw _faults.Content("ARG0238", $"the registry names {expected} as {said}");
    }

    private static Digest? SaidDigest(HttpResponseMessage response)
    {
        var written = response.Headers.TryGetValues(ContentDigest, out var values) ? values.FirstOrDefault() : null;
        return written is not null && written.StartsWith("sha256:", StringComparison.Ordinal)
            ? Digest.TryParse(written)
            : null;
    }

    // OCI distribution spec, "Error Codes".
    private static string? ErrorCode(byte[]? body)
    {
        if (body is null or []) return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var code = document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString();
            return code is not null && Code().IsMatch(code) ? code : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or IndexOutOfRangeException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Z][A-Z_]{1,40}\z")]
    private static partial Regex Code();
}
