using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;
using Argosy.Oci.Tests.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Results;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>A registry may be dishonest although all its data is consistent.</summary>
public sealed class RegistryTrustTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private RealRegistry _registry = null!;
    private Interceptor _wire = null!;
    private CacheTrust _trunk = null!;
    private CacheTrust _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _wire = new(_registry.Address);
        var key = SigningKey.Create(_folder.At("trunk.pem"));
        _trunk = CacheTrust.Read(["content"], _folder.At("trunk.pem"), null);
        _reader = CacheTrust.Read([_folder.Write("trusted", $"{key.Public}\n")], null, null);
    }

    public async ValueTask DisposeAsync()
    {
        // Ends the process first; nothing else would end it.
        _registry.Dispose();
        await _wire.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Proofs_that_nobody_signed_are_not_taken_and_that_is_said_once()
    {
        var result = await PushAsync(CacheTrust.Any, Proven);
        using var there = Cache(CacheTrust.Read([], null, null), CacheMode.Read);

        (await there.FetchAsync(result.Key)).ShouldBeNull();

        there.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0261 oci://");
        there.WrongFiles.ShouldBeEmpty();
        _wire.Requests.Count(
                r => r.Contains("/blobs/", StringComparison.Ordinal) && r.StartsWith("GET ", StringComparison.Ordinal))
            .ShouldBe(1); // its config
    }

    [Fact]
    public async Task What_the_trunk_signed_is_taken_whole()
    {
        var result = await PushAsync(_trunk, Proven);
        using var there = Cache(_reader, CacheMode.Read);

        var fetched = await there.FetchKeptAsync(result.Key);

        there.ShouldHave(fetched?.Result, result);
        fetched!.From.ShouldStartWith("oci://");
        // The result keeps the signature, for other users of a shared cache.
        _reader.Vouches(fetched.Signature, () => ResultSignature.Statement(fetched.Result)).ShouldBeTrue();
    }

    [Fact]
    public async Task Other_contents_and_proofs_under_the_trunks_signature_are_refused()
    {
        var result = await PushAsync(_trunk, r => r);
        var signed = await ManifestAsync(result.Key);
        await PushAsync(CacheTrust.Any, Proven);
        await ReplaceAsync(result.Key, (await ManifestAsync(result.Key)) with { Signature = signed.Signature });
        using var there = Cache(_reader, CacheMode.Read);

        (await there.FetchAsync(result.Key)).ShouldBeNull();

        there.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0262 ");
    }

    [Fact]
    public async Task Another_log_under_the_trunks_signature_is_refused()
    {
        var result = await PushAsync(_trunk, r => r);
        var signed = await ManifestAsync(result.Key);
        var other = await PushAsync(
            CacheTrust.Any, r => r with { Key = SampleResult.Key("other"), Log = "##vso[task.complete]" });
        await ReplaceAsync(result.Key, signed with { Log = (await ManifestAsync(other.Key)).Log });
        using var there = Cache(_reader, CacheMode.Read);

        (await there.FetchAsync(result.Key)).ShouldBeNull();

        there.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0262 ");
    }

    [Fact]
    public async Task A_result_that_was_there_unsigned_is_signed_without_sending_its_files_again()
    {
        var result = await PushAsync(CacheTrust.Any, Proven);
        _wire.Requests.Clear();
        await PushAsync(_trunk, Proven);

        _wire.Requests.Count(r => r.StartsWith("PUT ", StringComparison.Ordinal)).ShouldBe(1); // its manifest
        using var there = Cache(_reader, CacheMode.Read);
        there.ShouldHave(await there.FetchAsync(result.Key), result);
    }

    [Fact]
    public async Task Filling_sends_what_is_lacking_and_leaves_what_another_run_gave()
    {
        using var here = Cache(CacheTrust.Any, CacheMode.ReadWrite);
        var result = SampleResult.OfEverything(here.Store);
        await here.FillAsync(new(result));
        await here.FillAsync(new(result with { Seconds = 99, Log = "another run" }));

        using var there = Cache(CacheTrust.Any, CacheMode.Read);
        there.ShouldHave(await there.FetchAsync(result.Key), result);
        here.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_of_ones_own_authority_opens_a_registry_by_https_even_on_this_machine()
    {
        var authority = TestAuthority.Create();
        using var registry = await RealRegistry.StartAsync(authority: authority);
        var address = Address(registry.Address)
            .Over(false, RegistryAuthorities.Load(_folder.Write("ca.pem", authority.Root)));
        using var cache = new CacheUnderTest(address, CacheTrust.Any);
        var result = SampleResult.OfEverything(cache.Store);

        await cache.PushAsync(result);

        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
    }

    [Theory]
    [InlineData(true, "127.0.0.1")] // another authority
    [InlineData(false, "192.0.2.1")] // another name
    public async Task Any_other_certificate_is_refused(bool isOther, string name)
    {
        var authority = TestAuthority.Create(name);
        using var registry = await RealRegistry.StartAsync(authority: authority);
        var root = isOther ? TestAuthority.Create().Root : authority.Root;
        using var cache = new CacheUnderTest(
            Address(registry.Address).Over(false, RegistryAuthorities.Load(_folder.Write("ca.pem", root))),
            CacheTrust.Any);

        (await cache.FetchAsync(SampleResult.Key("any"))).ShouldBeNull();

        cache.Warnings.ShouldHaveSingleItem().ShouldContain("--cache-ca=FILE");
    }

    [Fact]
    public void How_a_registry_is_spoken_to_is_the_users_word()
    {
        var far = Address("registry.example:5000");
        (far.IsPlain, Address("127.0.0.1:5000").IsPlain, Address("[::1]:5000").IsPlain).ShouldBe((false, true, true));
        far.Over(plain: true, null).Api.ShouldBe(new Uri("http://registry.example:5000/v2/argosy/cache/"));
        far.Over(plain: false, null).Api.Scheme.ShouldBe("https");
        var authorities = RegistryAuthorities.Load(_folder.Write("ca.pem", TestAuthority.Create().Root));
        Address("localhost:5000").Over(plain: false, authorities).Api.Scheme.ShouldBe("https");
        Should.Throw<ArgosyException>(() => far.Over(plain: true, authorities)).Message.ShouldStartWith("ARG0266 ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_file_without_certificates_is_an_error(string text) =>
        Should.Throw<ArgosyException>(() => RegistryAuthorities.Load(_folder.Write("none.pem", text)))
            .Message.ShouldStartWith($"ARG0259 {_folder.At("none.pem")}: ");

    private static ActionResult Proven(ActionResult result) =>
        result with { Proofs = [new("out/tool", ProofLevel.Installs, "forged")] };

    private static RegistryAddress Address(string host) => RegistryAddress.Parse($"oci://{host}/argosy/cache");

    private CacheUnderTest Cache(CacheTrust trust, CacheMode mode) => new(Address(_wire.Address), trust, mode);

    private async Task<ActionResult> PushAsync(CacheTrust trust, Func<ActionResult, ActionResult> change)
    {
        using var cache = Cache(trust, CacheMode.ReadWrite);
        var result = change(SampleResult.OfEverything(cache.Store));
        await cache.PushAsync(new KeptResult(result, trust.Sign(result)));
        cache.Warnings.ShouldBeEmpty();
        return result;
    }

    private async Task<ActionManifest> ManifestAsync(ActionKey key)
    {
        using var client = Client();
        return ActionManifest.TryRead((await client.TryGetManifestAsync(ActionTag.Of(key), default))!)!;
    }

    private async Task ReplaceAsync(ActionKey key, ActionManifest manifest)
    {
        using var client = Client();
        await client.PutManifestAsync(ActionTag.Of(key), manifest.Write(), default);
    }

    private RegistryClient Client() =>
        new(Address(_registry.Address), new(_ => null), RegistryTimeouts.Default, new(), new(), TimeProvider.System);
}
