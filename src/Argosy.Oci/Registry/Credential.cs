using System.Text;

namespace Argosy.Oci.Registry;

/// <summary>A user's secret for a registry. Its text form never shows it.</summary>
/// <param name="user">The user's name; empty for an identity token.</param>
/// <param name="secret">A password, or an identity token.</param>
internal sealed class Credential(string user, string secret)
{
    /// <summary>Whether the secret is a refresh token of OAuth 2, which only a token server accepts.</summary>
    public bool IsIdentityToken => user.Length == 0;

    /// <summary>The identity token, or the password.</summary>
    public string Secret => secret;

    /// <summary>The parameter of <c>Authorization: Basic</c> (RFC 7617).</summary>
    public string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"));

    /// <inheritdoc />
    public override string ToString() => "(a credential)";
}
