namespace Argosy.GitHub;

/// <summary>What GitHub is asked for, for the errors of those calls.</summary>
/// <param name="Product">The caller's name in the User-Agent header.</param>
/// <param name="Id">The id of its errors.</param>
/// <param name="Permission">What the token must allow: <c>write pull requests</c>.</param>
public sealed record GitHubUse(string Product, string Id, string Permission)
{
    /// <summary>What a token must allow besides, to find the repository: <c>read the repository and </c>.</summary>
    public string Reading { get; init; } = "";

    /// <summary>A way without a token, after a comma; none by default.</summary>
    public string Otherwise { get; init; } = "";
}
