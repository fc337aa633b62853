using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Argosy.Runtime.Tests.Security;

/// <summary>A certificate authority for one test, and the files of its members.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("argosy-");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    internal TestAuthority()
    {
        var request = new CertificateRequest("CN=argosy test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        File.WriteAllText(At("authority"), _certificate.ExportCertificatePem());
    }

    internal ClusterCertificates Issue(string name)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        using var issued = request.Create(
            _certificate, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(30),
            Guid.NewGuid().ToByteArray());
        File.WriteAllText(At(name), issued.ExportCertificatePem());
        File.WriteAllText(At($"{name}-key"), own.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(At($"{name}-key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new(At("authority"), At(name), At($"{name}-key"));
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _certificate.Dispose();
        _key.Dispose();
    }

    private string At(string name) => Path.Combine(_folder.FullName, $"{name}.pem");
}
