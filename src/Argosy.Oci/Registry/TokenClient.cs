using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Argosy.Oci.Registry;

/// <summary>Fetches tokens from the server that a registry names (distribution's token authentication).</summary>
internal sealed class TokenClient(
    HttpClient http, RegistryAddress address, RegistryTimeouts timeouts, RegistryFaults faults)
{
    // The assumed lifetime if a server gives none, and the part that is not used so that a token
    // doesn't expire in transit.
    private const int UsualSeconds = 60;
    private const double UsedPart = 0.9;
    private const int MostBytes = 1 << 20;

    internal sealed record Token(string Value, TimeSpan Lifetime);

    /// <summary>A token for the challenge's scopes; without a credential, an anonymous one.</summary>
    public async Task<Token> FetchAsync(AuthChallenge challenge, Credential? credential, StallWatch watch)
    {
        using var request = Request(challenge, credential);
        watch.Expect(timeouts.Headers);
        using var response = await SendAsync(request, watch);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
            throw faults.Denied(credential is not null);
        if ((int)response.StatusCode >= 500) throw faults.Server(response.StatusCode);
        if (response.StatusCode != HttpStatusCode.OK)
            throw faults.Answer($"the token server answers with status {(int)response.StatusCode}");
        return Read(await BoundedBody.ReadAsync(response, MostBytes, watch, faults)
            ?? throw faults.Answer("the token server's answer is too large"));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, StallWatch watch)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
        }
        catch (OperationCanceledException e) when (watch.IsUp)
        {
            throw faults.Timeout(e);
        }
        catch (HttpRequestException e)
        {
            throw faults.Of(e);
        }
    }

    private HttpRequestMessage Request(AuthChallenge challenge, Credential? credential)
    {
        var realm = Realm(challenge);
        List<KeyValuePair<string, string>> form =
            [.. challenge.Scopes.Select(s => new KeyValuePair<string, string>("scope", s))];
        if (challenge.Service is { } service) form.Insert(0, new("service", service));
        if (credential is { IsIdentityToken: true })
        {
            form.AddRange(
            [
                new("grant_type", "refresh_token"),
                new("client_id", "argosy"),
                new("refresh_token", credential.Secret)
            ]);
            return new(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(form) };
        }

        var query = string.Join('&', form.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        var request = new HttpRequestMessage(
            HttpMethod.Get, new UriBuilder(realm) { Query = $"{realm.Query.TrimStart('?')}&{query}".Trim('&') }.Uri);
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credential.Basic);
        return request;
    }

    // The registry names the server, but must not decide whether a password crosses the network unencrypted.
    private Uri Realm(AuthChallenge challenge) =>
        Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm)
        && (realm.Scheme == Uri.UriSchemeHttps
            || (realm.Scheme == Uri.UriSchemeHttp && address.IsPlain && MayBePlain(realm)))
            ? realm
            : throw faults.Answer("the token server that the registry names has no address in https");

    // A user who chose http for a registry chose it only for that host.
    private bool MayBePlain(Uri realm) => address.IsLoopback ? realm.IsLoopback : realm.Host == address.Api.Host;

    private Token Read(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            var value = Text(root, "token") ?? Text(root, "access_token")
                ?? throw faults.Answer("the token server's answer has no token");
            var seconds = root.TryGetProperty("expires_in", out var expires)
                && expires.TryGetInt32(out var given) && given > 0
                ? given
                : UsualSeconds;
            return new(value, TimeSpan.FromSeconds(seconds * UsedPart));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The parser's message quotes the content, which may be the token.
            throw faults.Answer("the token server's answer can't be read");
        }
    }

    // A value with a line end would add another header.
    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value)
        && value.GetString() is { Length: > 0 } text && text.All(c => c is > ' ' and < '\x7f')
            ? text
            : null;
}
