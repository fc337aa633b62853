using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Argosy.Oci.Registry;

/// <summary>A registry's authentication challenge (RFC 9110 §11.6.1).</summary>
/// <param name="Scheme"><c>Basic</c> or <c>Bearer</c>, or an unknown scheme.</param>
/// <param name="Parameters">By name, in lower case.</param>
internal sealed partial record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBasic => Is("Basic");

    public bool IsBearer => Is("Bearer");

    public string? Realm => Parameters.GetValueOrDefault("realm");

    public string? Service => Parameters.GetValueOrDefault("service");

    /// <summary>The scopes that a token must allow, separated by spaces in the challenge.</summary>
    public IReadOnlyList<string> Scopes =>
        Parameters.GetValueOrDefault("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static AuthChallenge Parse(AuthenticationHeaderValue header)
    {
        var parameters = new Dictionary<string, string>();
        foreach (Match match in Parameter().Matches(header.Parameter ?? ""))
        {
            var value = match.Groups["quoted"] is { Success: true } quoted
                ? Escape().Replace(quoted.Value, "$1")
                : match.Groups["token"].Value;
            parameters[match.Groups["name"].Value.ToLowerInvariant()] = value;
        }

        return new(header.Scheme, parameters);
    }

    private bool Is(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(?<name>[A-Za-z_]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<token>[^\s,"]+))""")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
