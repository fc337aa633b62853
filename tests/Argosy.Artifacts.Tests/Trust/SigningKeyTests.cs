using System.Diagnostics;
using System.Security.Cryptography;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Trust;

public sealed class SigningKeyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Openssl_verifies_a_signature_with_the_public_key()
    {
        var key = SigningKey.Create(_folder["key.pem"]);
        _folder.Write("key.pub", key.Public.Pem);
        _folder.Write("text", "signed text");
        File.WriteAllBytes(_folder["signature"], key.SignDer("signed text"u8));
        (await OpensslAsync("dgst", "-sha256", "-verify", "key.pub", "-signature", "signature", "text")).ShouldBe(0);
        _folder.Write("text", "another text");
        (await OpensslAsync("dgst", "-sha256", "-verify", "key.pub", "-signature", "signature", "text")).ShouldBe(1);
    }

    [Fact]
    public async Task Keys_of_openssl_are_read_plain_and_encrypted()
    {
        (await OpensslAsync("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "sec1.pem")).ShouldBe(0);
        (await OpensslAsync(
            "pkcs8", "-topk8", "-in", "sec1.pem", "-out", "encrypted.pem", "-passout", "pass:secret")).ShouldBe(0);
        (await OpensslAsync("pkey", "-in", "sec1.pem", "-pubout", "-out", "key.pub")).ShouldBe(0);
        foreach (var file in (string[])["sec1.pem", "encrypted.pem"])
            File.SetUnixFileMode(_folder[file], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var plain = SigningKey.Load(_folder["sec1.pem"]);
        SigningKey.Load(_folder["encrypted.pem"], "secret").Public.Id.ShouldBe(plain.Public.Id);
        Id(() => SigningKey.Load(_folder["encrypted.pem"], "wrong")).ShouldBe("ARG0257");
        Id(() => SigningKey.Load(_folder["encrypted.pem"])).ShouldBe("ARG0257");
        PublicKey.Load(_folder["key.pub"]).Id.ShouldBe(plain.Public.Id);
        PublicKey.Load(_folder.Write("line", $"# trunk\n{plain.Public} trunk\n")).Id.ShouldBe(plain.Public.Id);
    }

    [Fact]
    public void A_public_key_of_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var path = _folder.Write("other.pub", other.ExportSubjectPublicKeyInfoPem());
        Id(() => PublicKey.Load(path)).ShouldBe("ARG0268");
        Id(() => PublicKey.Load(_folder["missing"])).ShouldBe("ARG0268");
    }

    public void Dispose() => _folder.Dispose();

    private static string Id(Func<object> read) => Should.Throw<ArgosyException>(read).Diagnostics[0].Id;

    private async Task<int> OpensslAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true
        };
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
