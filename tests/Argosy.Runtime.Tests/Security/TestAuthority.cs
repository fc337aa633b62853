using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Argosy.Runtime.Tests.Security;

/// <summary>A certificate authority for one test, and the files of its members.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("argosy-");
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;

    internal TestAuthority()
    {
        var request = new CertificateRequest("CN=argosy test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        File.WriteAllText(At("authority"), certificate.ExportCertificatePem());
    }

    internal ClusterCertificates Issue(string name)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        using var issued = request.Create(
            certificate, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(30), Guid.NewGuid().ToByteArray());
        File.WriteAllText(At(name), issued.ExportCertificatePem());
        File.WriteAllText(At($"{name}-key"), own.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(At($"{name}-key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new(At("authority"), At(name), At($"{name}-key"));
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        certificate.Dispose();
        key.Dispose();
    }

    private string At(string name) => Path.Combine(folder.FullName, $"{name}.pem");
}
