using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Hosts;

/// <summary>The certificates that podman and docker keep for each registry (containers-certs.d(5)): <c>*.crt</c> to
/// trust, <c>*.cert</c> with <c>*.key</c> to show.</summary>
internal static class CertificateFolders
{
    /// <summary>What is trusted and shown for a host; both null without files. Errors ARG0259 and ARG0277.</summary>
    /// <param name="host">Host and port, which is the folder's name.</param>
    /// <param name="environment">Returns an environment variable's value, or null.</param>
    /// <param name="etc">The folder of the machine's settings.</param>
    public static (RegistryAuthorities? Trusted, X509Certificate2? Own) Find(
        string host, Func<string, string?> environment, string etc)
    {
        List<string> trusted = [];
        X509Certificate2? own = null;
        foreach (var folder in Folders(host, environment, etc).Where(Directory.Exists))
        {
            var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList();
            trusted.AddRange(files.Where(f => f.EndsWith(".crt", StringComparison.Ordinal)));
            var shown = files.Find(f => f.EndsWith(".cert", StringComparison.Ordinal));
            if (own is null && shown is not null) own = Load(shown);
        }

        return (trusted.Count > 0 ? RegistryAuthorities.Load(trusted) : null, own);
    }

    // The user's first.
    private static IEnumerable<string> Folders(string host, Func<string, string?> environment, string etc)
    {
        if (environment("HOME") is { Length: > 0 } home)
            yield return Path.Combine(home, ".config", "containers", "certs.d", host);
        yield return Path.Combine(etc, "containers", "certs.d", host);
        yield return Path.Combine(etc, "docker", "certs.d", host);
    }

    private static X509Certificate2 Load(string certificate)
    {
        var key = Path.ChangeExtension(certificate, ".key");
        if (!File.Exists(key)) throw Unusable(certificate, $"its key, '{Path.GetFileName(key)}', isn't there");
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException
            or ArgumentException)
        {
            throw Unusable(certificate, $"certificate and key can't be used ({e.Message.TrimEnd('.')})");
        }
    }

    private static ArgosyException Unusable(string path, string cause) => new(new Diagnostic(
        "ARG0277", new(path), cause, "Put the client's certificate (.cert) and its key (.key) there, in PEM."));
}
