using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>Trusted certificates besides the system's: those of a company's own authority,
/// or the registry's own.</summary>
public sealed class RegistryAuthorities
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1"; // RFC 5280 §4.2.1.12
    private readonly X509Certificate2Collection _roots;

    private RegistryAuthorities(X509Certificate2Collection roots) => _roots = roots;

    /// <summary>Reads files of certificates (PEM). Error ARG0259 if one can't be read or has none.</summary>
    public static RegistryAuthorities Load(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var roots = new X509Certificate2Collection();
        foreach (var path in paths)
        {
            var before = roots.Count;
            try
            {
                roots.ImportFromPemFile(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw Unusable(path, $"the certificates can't be read ({e.Message.TrimEnd('.')})");
            }

            if (roots.Count == before) throw Unusable(path, "the file holds no certificate");
        }

        return new(roots);
    }

    /// <summary>These certificates and others.</summary>
    internal RegistryAuthorities With(RegistryAuthorities? others)
    {
        var roots = new X509Certificate2Collection(_roots);
        if (others is not null) roots.AddRange(others._roots);
        return new(roots);
    }

    /// <summary>Whether the system or these authorities trust a server's certificate.
    /// A wrong name or date is never trusted.</summary>
    internal bool Vouch(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var between in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(between.Certificate);
        return own.Build(server) || (_roots.Any(r => r.RawDataMemory.Span.SequenceEqual(server.RawDataMemory.Span))
            && IsOnlyWithoutAuthority(own));
    }

    // A pinned certificate needs no authority, but everything else about it must be right, such as its dates.
    private static bool IsOnlyWithoutAuthority(X509Chain chain) => chain.ChainStatus.All(s =>
        s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot);

    private static ArgosyException Unusable(string path, string cause) => new(new Diagnostic(
        "ARG0259", new(path), cause,
        "Give a file of certificates in PEM, each between BEGIN CERTIFICATE and END CERTIFICATE."));
}
