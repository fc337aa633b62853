using System.Net;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>A repository of an OCI registry, written <c>oci://host[:port]/repository</c>.</summary>
public sealed partial record RegistryAddress
{
    // OCI distribution spec, "Pulling manifests": more than this many characters, and some registries refuse.
    private const int LongestName = 255;

    private RegistryAddress(string host, string repository)
    {
        (Host, Repository) = (host, repository);
        var name = new Uri($"http://{host}/").Host;
        IsPlain = IsLoopback = name == "localhost" || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>The host with its port, as credentials are kept under it.</summary>
    public string Host { get; }

    /// <summary>The repository's path, without a slash at either end.</summary>
    public string Repository { get; }

    /// <summary>Whether it is this machine, whose registries speak http, as docker has it; all others speak https, if the
    /// user doesn't say otherwise.</summary>
    public bool IsLoopback { get; }

    /// <summary>Whether it speaks http: then everybody on the way can read and change what is sent, credentials included.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>Who vouches for its certificate beside the system's authorities; null for nobody.</summary>
    public RegistryAuthorities? Authorities { get; private init; }

    /// <summary>Where the API of the repository begins; ends with a slash.</summary>
    internal Uri Api => new(Root, $"v2/{Repository}/");

    private Uri Root => new($"{(IsPlain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{Host}/");

    /// <summary>The same registry, spoken to in another way. Error ARG0266 for http with certificates.</summary>
    /// <param name="plain">By http, wherever it is.</param>
    /// <param name="authorities">By https, even on this machine, with these certificates trusted, too.</param>
    public RegistryAddress Over(bool plain, RegistryAuthorities? authorities) => plain && authorities is not null
        ? throw new ArgosyException(new Diagnostic("ARG0266", SourceLocation.CommandLine, "http has no certificates to check",
            "Give either --cache-plain-http or --cache-ca."))
        : this with { IsPlain = plain || (IsPlain && authorities is null), Authorities = authorities };

    /// <summary>Reads an address. Error ARG0230 for anything else, which isn't quoted where it may hold a password.
    /// </summary>
    public static RegistryAddress Parse(string text)
    {
        var match = Shape().Match(text);
        var host = match.Groups["host"].Value.ToLowerInvariant();
        var repository = match.Groups["repository"].Value;
        if (match.Success && repository.Length <= LongestName && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _))
            return new(host, repository);
        var what = text.Contains('@') ? "an address with a user or a password" : $"'{text}'";
        throw new ArgosyException(new Diagnostic("ARG0230", SourceLocation.CommandLine, $"{what} isn't a repository of a registry",
            "Write 'oci://host[:port]/repository', in lower case; credentials come from where docker and podman keep them."));
    }

    /// <inheritdoc />
    public override string ToString() => $"oci://{Host}/{Repository}";

    [GeneratedRegex(@"^oci://(?<host>([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?)/(?<repository>[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)\z")]
    private static partial Regex Shape();
}
