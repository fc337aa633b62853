using System.Text;
using System.Text.Json;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>One file in which docker (<c>config.json</c>) or podman (<c>auth.json</c>) keeps credentials.</summary>
/// <remarks>It uses <c>auths</c>, by registry or by a prefix of its repositories, <c>credHelpers</c>, by registry, and
/// <c>credsStore</c>, for all.</remarks>
internal sealed class CredentialFile
{
    /// <summary>The error id for an unreadable file.</summary>
    public const string ErrorId = "ARG0231";

    private readonly string _path;
    private readonly JsonElement _root;

    private CredentialFile(string path, JsonElement root) => (_path, _root) = (path, root);

    /// <summary>The helper used if the file itself has no entry; null for none.</summary>
    public string? Store => Text(_root, "credsStore");

    /// <summary>Reads the file. Error ARG0231.</summary>
    public static CredentialFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(path, document.RootElement.Clone())
                : throw Unreadable(path, "it isn't a JSON object");
        }
        catch (JsonException)
        {
            // The parser's message quotes the content, which may be a secret.
            throw Unreadable(path, "it isn't JSON");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, $"it can't be read ({e.GetType().Name})");
        }
    }

    /// <summary>The helper for only this registry; null for none.</summary>
    public string? HelperFor(RegistryAddress address) => Members("credHelpers")
        .Where(m => m.Name == address.Host && m.Value.ValueKind == JsonValueKind.String)
        .Select(m => m.Value.GetString()).FirstOrDefault();

    /// <summary>The entry of the longest prefix of the repository, or of its registry. Error ARG0231.</summary>
    public Credential? TryFind(RegistryAddress address)
    {
        var found =
            from member in Members("auths")
            let prefix = Prefix(member.Name)
            where $"{address.Host}/{address.Repository}/".StartsWith($"{prefix}/", StringComparison.Ordinal)
            orderby prefix.Length descending
            select Decode(member.Value);
        return found.FirstOrDefault(c => c is not null);
    }

    // Early versions of docker wrote a URL of the API, whose path is irrelevant.
    private static string Prefix(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? key.TrimEnd('/') : key[(scheme + 3)..].Split('/')[0];
    }

    private Credential? Decode(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) return null;
        if (Text(entry, "identitytoken") is { } token) return new("", token);
        if (Text(entry, "auth") is not { } encoded) return null;
        try
        {
            // docker pads with NULs.
            var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).TrimEnd('\0');
            var colon = decoded.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) return new(decoded[..colon], decoded[(colon + 1)..]);
        }
        catch (FormatException)
        {
            // Reported below.
        }

        throw Unreadable(_path, "an 'auth' isn't user and password in base64");
    }

    private IEnumerable<JsonProperty> Members(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static ArgosyException Unreadable(string path, string cause) =>
        new(new Diagnostic(ErrorId, new(path), cause, "Log in again with 'podman login' or 'docker login'."));
}
