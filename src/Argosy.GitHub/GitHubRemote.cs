using System.Text.RegularExpressions;

namespace Argosy.GitHub;

/// <summary>A repository, as the address of a remote of a GitHub names it.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Owner">A user or an organization.</param>
/// <param name="Name">The repository's name.</param>
public sealed partial record GitHubRemote(string Host, string Owner, string Name)
{
    private const string PublicHost = "github.com";

    /// <summary>Parses <c>https://host/owner/name</c>, <c>ssh://git@host/owner/name.git</c> and
    /// <c>git@host:owner/name.git</c>; null for any other address.</summary>
    public static GitHubRemote? TryParse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var (host, path) = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? (uri.Host, uri.AbsolutePath)
            : OfSsh().Match(url) is { Success: true, Groups: var parts }
                ? (parts["host"].Value, parts["path"].Value)
                : ("", "");
        return host.Length > 0 && OwnerAndName().Match(path) is { Success: true, Groups: var names }
            ? new(host, names["owner"].Value, names["name"].Value)
            : null;
    }

    /// <summary>A repository on the machine that the environment names, github.com by default; null for another form
    /// than <c>owner/name</c>, or an address that isn't one.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="configured">$GITHUB_API_URL.</param>
    public static GitHubRemote? TryOn(string repository, string? configured)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var host = PublicHost;
        if (!string.IsNullOrEmpty(configured))
        {
            if (!Uri.TryCreate(configured, UriKind.Absolute, out var api) || api.Host.Length == 0) return null;
            host = api.Host.StartsWith("api.", StringComparison.Ordinal) ? api.Host[4..] : api.Host;
        }

        return OwnerAndName().Match(repository) is { Success: true, Groups: var names } && repository[0] != '/'
            ? new(host, names["owner"].Value, names["name"].Value)
            : null;
    }

    /// <summary>The address of the REST interface of this machine; null if it isn't known to be a GitHub.</summary>
    /// <param name="configured">$GITHUB_API_URL: the address for a GitHub Enterprise Server.</param>
    public Uri? TryApi(string? configured)
    {
        if (IsHost(PublicHost)) return new($"https://api.{PublicHost}/");
        return Uri.TryCreate($"{configured?.TrimEnd('/')}/", UriKind.Absolute, out var api) && IsSafe(api)
            && (IsHost(api.Host) || $"api.{Host}" == api.Host)
            ? api
            : null;
    }

    // The token is sent there.
    private static bool IsSafe(Uri api) =>
        (api.Scheme == Uri.UriSchemeHttps || api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)
        && api is { UserInfo: "", Query: "", Fragment: "" };

    private bool IsHost(string name) => Host.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string ToString() => $"{Host}/{Owner}/{Name}";

    // As git reads it: a slash before the colon makes it a path.
    [GeneratedRegex(@"^(?:[^@/:]+@)?(?<host>[^@/:]+):/?(?<path>[^/].*)$")]
    private static partial Regex OfSsh();

    [GeneratedRegex(@"^/?(?<owner>[A-Za-z0-9_-]+)/(?!\.{1,2}(?:/|$))(?<name>[A-Za-z0-9._-]+?)(?:\.git)?/?$")]
    private static partial Regex OwnerAndName();
}
