using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>A repository of an OCI registry, written <c>oci://host[:port]/repository</c>.</summary>
public sealed partial record RegistryAddress
{
    // OCI distribution spec, "Pulling manifests": some registries reject names with more characters.
    private const int LongestName = 255;

    private RegistryAddress(string host, string repository)
    {
        (Host, Repository) = (host, repository);
        var name = new Uri($"http://{host}/").Host;
        IsPlain = IsLoopback = name == "localhost"
            || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>The host with its port.</summary>
    public string Host { get; }

    /// <summary>The repository's path, without a slash at either end.</summary>
    public string Repository { get; }

    /// <summary>Whether it is this machine, whose registries use http by default, as in docker; all others use https by
    /// default.</summary>
    public bool IsLoopback { get; }

    /// <summary>Whether it uses http: then others on the network can read and change the traffic,
    /// credentials included.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>Certificate authorities besides the system's; null for none.</summary>
    public RegistryAuthorities? Authorities { get; private init; }

    /// <summary>Host and repository.</summary>
    internal string Name => $"{Host}/{Repository}";

    /// <summary>The client's own certificate, for a registry that requires one; null for none.</summary>
    internal X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The base address of the repository's API; ends with a slash.</summary>
    internal Uri Api => new(Root, $"v2/{Repository}/");

    private Uri Root => new($"{(IsPlain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{Host}/");

    /// <summary>The repository of an image.</summary>
    internal static RegistryAddress Of(string registry, string repository) => new(registry, repository);

    /// <summary>The same registry, with another transport. Error ARG0266 for http with certificates.</summary>
    /// <param name="plain">Use http for any host.</param>
    /// <param name="authorities">Use https, even on this machine, and also trust these certificates.</param>
    public RegistryAddress Over(bool plain, RegistryAuthorities? authorities) => plain && authorities is not null
        ? throw new ArgosyException(new Diagnostic("ARG0266", SourceLocation.CommandLine,
            "http has no certificates to check", "Give either the option for http or the one for certificates."))
        : this with { IsPlain = plain || (IsPlain && authorities is null), Authorities = authorities };

    /// <summary>Reads an address. Error ARG0230 for anything else,
    /// which isn't quoted if it may hold a password.</summary>
    public static RegistryAddress Parse(string text)
    {
        var match = Shape().Match(text);
        var host = match.Groups["host"].Value.ToLowerInvariant();
        var repository = match.Groups["repository"].Value;
        if (match.Success && repository.Length <= LongestName
            && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _))
            return new(host, repository);
        var what = text.Contains('@') ? "an address with a user or a password" : $"'{text}'";
        throw new ArgosyException(new Diagnostic("ARG0230", SourceLocation.CommandLine,
            $"{what} isn't a repository of a registry",
            "Write 'oci://host[:port]/repository', in lower case; "
            + "credentials come from where docker and podman keep them."));
    }

    /// <inheritdoc />
    public override string ToString() => $"oci://{Host}/{Repository}";

    [GeneratedRegex(@"^oci://(?<host>([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?)/(?<repository>[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)\z")]
    private static partial Regex Shape();
}
