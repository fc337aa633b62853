using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Tests.Store;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Trust;

public sealed class CacheTrustTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SigningKey _builder;
    private readonly SigningKey _stranger;
    private readonly ActionResult _files = Builds.Result("Make", OutputTree.Empty);
    private readonly ActionResult _proven;

    public CacheTrustTests()
    {
        _builder = SigningKey.Create(_folder.At("builder.pem"));
        _stranger = SigningKey.Create(_folder.At("stranger.pem"));
        _proven = _files with { Proofs = [new("lib.so", ProofLevel.Runs, "under qemu")] };
        _folder.Write("trusted", $"# who builds the trunk\n\n{_builder.Public} trunk\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_keys_files_are_taken_and_proofs_are_not()
    {
        var trust = Read();
        trust.Policy.ShouldBe(TrustPolicy.Content);
        Refusal(trust, _files, null).ShouldBeNull();
        Refusal(trust, _proven, null).ShouldBe("ARG0261");
        Refusal(trust, _proven, Sign(_stranger, _proven)).ShouldBe("ARG0261");
    }

    [Fact]
    public void With_trusted_keys_only_what_they_signed_is_taken()
    {
        foreach (var trust in (CacheTrust[])
            [Read(_folder.At("trusted")), CacheTrust.Read([], null, _folder.At("trusted")),
                CacheTrust.Read(["signed"], null, _folder.At("trusted"))])
        {
            trust.Policy.ShouldBe(TrustPolicy.SignedOnly);
            Refusal(trust, _proven, Sign(_builder, _proven)).ShouldBeNull();
            Refusal(trust, _files, null).ShouldBe("ARG0260");
            Refusal(trust, _files, Sign(_stranger, _files)).ShouldBe("ARG0260");
        }
    }

    [Fact]
    public void Content_takes_proofs_that_a_trusted_key_signed()
    {
        var trust = Read("content", _folder.At("trusted"));
        trust.Policy.ShouldBe(TrustPolicy.Content);
        Refusal(trust, _proven, Sign(_builder, _proven)).ShouldBeNull();
        Refusal(trust, _proven, null).ShouldBe("ARG0261");
        Refusal(trust, _files, null).ShouldBeNull();
    }

    [Fact]
    public void One_trusts_ones_own_key()
    {
        var trust = CacheTrust.Read([], _folder.At("builder.pem"), null);
        Refusal(trust, _proven, trust.Sign(_proven)).ShouldBeNull();
    }

    [Fact]
    public void Any_takes_all_but_a_broken_signature_of_a_trusted_key()
    {
        var trust = Read("any", _folder.At("trusted"));
        Refusal(trust, _proven, null).ShouldBeNull();
        Refusal(trust, _proven, Sign(_builder, _files)).ShouldBe("ARG0262");
    }

    // Everything that an untrusted registry could change.
    [Fact]
    public void A_signature_holds_for_just_what_was_signed()
    {
        var trust = Read(_folder.At("trusted"));
        var signature = Sign(_builder, _proven);
        ActionResult[] others =
        [
            _proven with { Key = new(Digest.Of("another")) },
            _proven with { Log = "::error::" },
            _proven with { Notes = ["a note"] },
            _proven with { Pinned = false },
            _proven with { Proofs = [_proven.Proofs[0] with { Level = ProofLevel.Installs }] },
            _proven with { Outputs = new([new("out", OutputKind.Link, 0, Target: "/")]) },
            _proven with { Task = "Other" },
        ];
        foreach (var other in others) Refusal(trust, other, signature).ShouldBe("ARG0262");
        foreach (var value in (string[])
            ["", "AAAA", signature.Value[..^4] + "AAA=", new('A', 100_000), Convert.ToBase64String(new byte[64])])
            Refusal(trust, _proven, signature with { Value = value }).ShouldBe("ARG0262");
    }

    [Fact]
    public void A_refusal_is_harmless_text()
    {
        var evil = _proven with { Task = "x\u001b[2J\n::error::" };
        var line = Read().Refusal("oci://host/x", evil, new("\u001b]0;t\u0007", ""), () => [])!.ToString();
        line.ShouldBe(HarmlessText.Of(line));
        line.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("ecdsa-p256 AAAA")]
    [InlineData("ecdsa-p256 ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void A_line_that_is_no_key_is_an_error_with_its_place(string line)
    {
        _folder.Write("wrong", $"{_builder.Public}\n{line}\n");
        Error(() => Read(_folder.At("wrong"))).ShouldStartWith($"ARG0256 {_folder.At("wrong")}:2: ");
    }

    [Fact]
    public void A_list_that_is_not_there_is_an_error_and_the_users_own_is_not()
    {
        Error(() => Read(_folder.At("nothing"))).ShouldStartWith("ARG0256 ");
        CacheTrust.Read([], null, _folder.At("nothing")).Policy.ShouldBe(TrustPolicy.Content);
        Error(() => Read("signed")).ShouldStartWith("ARG0265 ");
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        File.SetUnixFileMode(_folder.At("builder.pem"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Error(() => SigningKey.Load(_folder.At("builder.pem"))).ShouldContain("chmod 600");
    }

    [Fact]
    public void What_holds_no_key_for_signing_is_refused_and_not_quoted()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        using var other = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        foreach (var text in (string[])["SECRET", rsa.ExportPkcs8PrivateKeyPem(), other.ExportPkcs8PrivateKeyPem(), ""])
        {
            File.SetUnixFileMode(_folder.Write("other.pem", text), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var error = Error(() => SigningKey.Load(_folder.At("other.pem")));
            error.ShouldStartWith("ARG0257 ");
            error.ShouldNotContain("SECRET");
        }

        Error(() => SigningKey.Load(_folder.At("nothing"))).ShouldStartWith("ARG0257 ");
    }

    private static CacheTrust Read(params string[] written) => CacheTrust.Read(written, null, null);

    private static ResultSignature Sign(SigningKey key, ActionResult result) =>
        key.Sign(ResultSignature.Statement(result));

    private static string? Refusal(CacheTrust trust, ActionResult result, ResultSignature? signature) =>
        trust.Refusal("oci://host/x", result, signature, () => ResultSignature.Statement(result))?.Id;

    private static string Error(Action action) => Should.Throw<ArgosyException>(action).Message;
}
