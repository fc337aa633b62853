using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>The branches that a variant applies to.</summary>
internal static class Branches
{
    /// <summary>Whether it applies to a branch: explicit matchers are prefixes, implied ones are exact.</summary>
    public static bool Match(JobVariant variant, string branch) => variant.Body.Find("branches") is { } explicitly
        ? explicitly.AsMany.Any(m => Matches(m, branch))
        : variant.ImpliedBranches.Count == 0 || variant.ImpliedBranches.Contains(branch, StringComparer.Ordinal);

    /// <summary>Whether a project's stanza applies to a branch: by its own matchers, else by the branch that it was
    /// read from. A config project's applies to all.</summary>
    public static bool Match(ZuulObject stanza, string branch) => stanza.Body.Find("branches") is { } explicitly
        ? explicitly.AsMany.Any(m => Matches(m, branch))
        : stanza.Source is not { Branch: { } own, Trusted: false } || own == branch;

    /// <summary>The only branch that a matcher means, such as <c>stable/2.0</c> for <c>^stable/2\.0$</c>; null for a
    /// real pattern.</summary>
    public static string? Literal(string matcher)
    {
        var name = matcher.TrimStart('^').TrimEnd('$').Replace(@"\.", ".", StringComparison.Ordinal);
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? name
            : null;
    }

    private static bool Matches(Node matcher, string branch) => matcher switch
    {
        TextNode text => ZuulPattern.Of(text.Value).IsPrefixOf(branch),
        MapNode map when map.Text("regex") is { } regex =>
            ZuulPattern.Of(regex.Value).IsPrefixOf(branch) != map.Says("negate"),
        _ => false,
    };
}
