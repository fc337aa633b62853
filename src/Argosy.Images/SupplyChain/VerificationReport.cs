using System.Text;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain;

/// <summary>A statement about a manifest.</summary>
/// <param name="PredicateType">What it states.</param>
/// <param name="IsVerified">Whether the key signed it, for this manifest.</param>
/// <param name="Reason">Why it isn't verified; null if it is.</param>
public sealed record VerifiedStatement(string PredicateType, bool IsVerified, string? Reason);

/// <summary>What is signed of a manifest or an index.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Platform">The platform; null for an index.</param>
/// <param name="IsTagSigned">Whether the tag <c>sha256-DIGITS.sig</c> has a signature by the key.</param>
/// <param name="IsBundleSigned">Whether a bundle has one.</param>
/// <param name="Statements">Bills of materials and provenance, sorted by type.</param>
public sealed record VerifiedManifest(
    string Digest, string? Platform, bool IsTagSigned, bool IsBundleSigned, IReadOnlyList<VerifiedStatement> Statements)
{
    /// <summary>Whether a signature by the key was found.</summary>
    public bool IsSigned => IsTagSigned || IsBundleSigned;
}

/// <summary>The result of a verification.</summary>
/// <param name="Image">Where the image is.</param>
/// <param name="Key">The key's id.</param>
/// <param name="Manifests">The index and the manifest of each platform.</param>
/// <param name="Errors">Why the image isn't verified; empty if it is.</param>
public sealed record VerificationReport(
    string Image, string Key, IReadOnlyList<VerifiedManifest> Manifests, IReadOnlyList<Diagnostic> Errors)
{
    /// <summary>Whether the index and each platform's manifest are signed by the key, and nothing is wrong.</summary>
    public bool IsVerified => Errors.Count == 0 && Manifests.All(m => m.IsSigned);

    /// <summary>The report for people; errors are not in it.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        text.Append($"{Image}: {(IsVerified ? "verified" : "NOT verified")} with key {Key}\n");
        foreach (var manifest in Manifests)
        {
            text.Append($"{manifest.Platform ?? "index",-16} {manifest.Digest}\n");
            text.Append($"  {Mark(manifest.IsTagSigned)} signature in the .sig tag\n");
            text.Append($"  {Mark(manifest.IsBundleSigned)} signature in a bundle\n");
            foreach (var statement in manifest.Statements)
            {
                var reason = statement.Reason is { } why ? $" ({why})" : "";
                text.Append($"  {Mark(statement.IsVerified)} {HarmlessText.OfLine(statement.PredicateType)}{reason}\n");
            }
        }

        return text.ToString();
    }

    private static string Mark(bool isVerified) => isVerified ? "signed    " : "not signed";
}
