using System.Net.Sockets;
#if NET
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
#endif

namespace Argosy.Runtime;

/// <summary>This locality's certificate, and the authority that must have signed all others'.</summary>
internal sealed class TlsIdentity : IDisposable
{
#if NET
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authorities = [];

    private TlsIdentity(ClusterCertificates files)
    {
        // Through PKCS #12: on some systems TLS can't use a key that is only in memory.
        using var fromPem = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        _own = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
        _authorities.ImportFromPemFile(files.Authority);
    }

    /// <exception cref="ClusterException">ARG0895: a file can't be read or used.</exception>
    internal static TlsIdentity Load(ClusterCertificates files)
    {
        if (FileRights.AreOpenToOthers(files.Key))
            throw ClusterException.Certificate(
                files.Key, "others than its owner may read or write it; chmod 600 takes that away");
        try
        {
            return new(files);
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw ClusterException.Certificate(files.Certificate, exception.Message, exception);
        }
    }

    /// <summary>Starts TLS on a connected or accepted socket.
    /// The caller handles the deadline: it disposes of the socket.</summary>
    internal async ValueTask<Wire> ProtectAsync(Socket socket, bool accepts, bool blocking)
    {
        var peer = socket.RemoteEndPoint?.ToString() ?? "nobody";
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, IsOurs);
        try
        {
            // Host names aren't compared: the authority defines membership, on any host.
            if (accepts && blocking)
                stream.AuthenticateAsServer(_own, clientCertificateRequired: true, checkCertificateRevocation: false);
            else if (accepts)
                await stream.AuthenticateAsServerAsync(
                    _own, clientCertificateRequired: true, checkCertificateRevocation: false).ConfigureAwait(false);
            else if (blocking)
                stream.AuthenticateAsClient("argosy", [_own], checkCertificateRevocation: false);
            else
                await stream.AuthenticateAsClientAsync("argosy", [_own], checkCertificateRevocation: false)
                    .ConfigureAwait(false);
            return new StreamWire(stream, socket, peer, blocking);
        }
        catch (System.Security.Authentication.AuthenticationException exception)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw ClusterException.Untrusted(peer, exception.Message);
        }
    }

    public void Dispose() => _own.Dispose();

    private bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return false;
        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return ours.Build((X509Certificate2)certificate);
    }
#else
    /// <summary>Not supported: netstandard2.0 can't use a custom authority.</summary>
    internal static TlsIdentity Load(ClusterCertificates files) =>
        throw ClusterException.Certificate(
            files.Certificate, "certificates need .NET 10; this is the netstandard2.0 library");

    internal ValueTask<Wire> ProtectAsync(Socket socket, bool accepts, bool blocking) =>
        throw new PlatformNotSupportedException($"{this} {socket} {accepts} {blocking}");

    public void Dispose()
    {
    }
#endif
}
