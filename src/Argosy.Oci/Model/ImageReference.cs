using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Model;

/// <summary>The name of an image in a registry, as docker and podman write it:
/// <c>registry[:port]/repository[:tag][@sha256:…]</c>.</summary>
/// <remarks>Without tag and digest it is <c>latest</c>. No registry is the default: a name without one is an
/// error.</remarks>
public sealed partial record ImageReference
{
    private const string DefaultTag = "latest";

    // OCI distribution spec, "Pulling manifests".
    private const int LongestRepository = 255;

    private ImageReference(string registry, string repository) => (Registry, Repository) = (registry, repository);

    /// <summary>Host and port, in lower case.</summary>
    public string Registry { get; }

    /// <summary>The repository's path, without a slash at either end.</summary>
    public string Repository { get; }

    /// <summary>The tag; null for a reference with only a digest.</summary>
    public string? Tag { get; private init; }

    /// <summary>The digest of the manifest or index; null for none.</summary>
    public Digest? Digest { get; private init; }

    /// <summary>Registry and repository.</summary>
    public string Name => $"{Registry}/{Repository}";

    /// <summary>The manifest's name in the registry's API: the digest if there is one, otherwise the tag.</summary>
    public string ManifestKey => Digest?.ToString() ?? Tag!;

    /// <summary>Reads a reference. Error ARG0275 for anything else.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="place">Where it is written; null for the command line.</param>
    public static ImageReference Parse(string text, SourceLocation? place = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Shape().Match(text);
        if (!match.Success) throw Invalid(text, place, Hint(text));
        var (registry, repository) = Split(match.Groups["name"].Value);
        if (registry.Length == 0)
            throw Invalid(text, place, "Begin it with the registry's host, such as 'host:5000/'.");
        if (!Host().IsMatch(registry) || !Uri.TryCreate($"http://{registry}/", UriKind.Absolute, out _))
            throw Invalid(text, place, $"'{registry}' is no host with an optional port.");
        if (!Path().IsMatch(repository) || repository.Length > LongestRepository)
            throw Invalid(text, place, "A repository has lower-case letters and digits, with single '.', '_', '__' or "
                + $"'-' between them, and at most {LongestRepository} characters.");
        Digest? digest = null;
        if (match.Groups["digest"] is { Success: true } written)
            digest = Artifacts.Digest.TryParse(written.Value)
                ?? throw Invalid(text, place, "A digest is 'sha256:' and 64 lower-case hexadecimal digits.");
        var tag = match.Groups["tag"] is { Success: true } given ? given.Value : null;
        return new(registry, repository)
        {
            Tag = tag ?? (digest is null ? DefaultTag : null),
            Digest = digest,
        };
    }

    /// <summary>Whether a text can be a tag.</summary>
    public static bool IsTag(string text) => Tags().IsMatch(text);

    /// <summary>The same repository with this tag and no digest. Error ARG0275 for an invalid tag.</summary>
    public ImageReference WithTag(string tag) => IsTag(tag)
        ? this with { Tag = tag, Digest = null }
        : throw Invalid($"{Name}:{tag}", null, "A tag has at most 128 letters, digits, '_', '.' and '-'.");

    /// <summary>The same repository with this digest and no tag.</summary>
    public ImageReference WithDigest(Digest digest) => this with { Tag = null, Digest = digest };

    /// <inheritdoc />
    public override string ToString() =>
        Name + (Tag is null ? "" : $":{Tag}") + (Digest is { } digest ? $"@{digest}" : "");

    // The first part is a host by docker's rule: it has a dot, a port or a capital, or is localhost.
    private static (string Registry, string Repository) Split(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isHost = first == "localhost" || first.AsSpan().ContainsAny('.', ':', '[')
            || first.Any(char.IsAsciiLetterUpper);
        return isHost ? (first.ToLowerInvariant(), name[(slash + 1)..]) : ("", name);
    }

    private static string Hint(string text) =>
        text.Contains("://", StringComparison.Ordinal) ? "Leave the scheme out."
        : "Write 'registry[:port]/repository[:tag][@sha256:…]'.";

    private static ArgosyException Invalid(string text, SourceLocation? place, string remedy)
    {
        // What precedes the last '@' may be a password.
        var isSecret = text.LastIndexOf('@') is var at and >= 0
            && !text[at..].StartsWith("@sha", StringComparison.Ordinal);
        return new(new Diagnostic("ARG0275", place ?? SourceLocation.CommandLine,
            isSecret ? "a name with a user or a password isn't an image's" : $"'{text}' isn't the name of an image",
            isSecret ? "Credentials come from where docker and podman keep them." : remedy));
    }

    [GeneratedRegex(@"^(?<name>[^@\s]+?)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?<digest>[^@\s]+))?\z")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex Tags();
}
