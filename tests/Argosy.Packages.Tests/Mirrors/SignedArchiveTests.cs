using Argosy.Artifacts;
using Argosy.Packages.Apt;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>The machine's apt reads an archive that was signed by gpg.</summary>
public sealed class SignedArchiveTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();
    private string Keyring => _folder.At("mirror/demo-archive-keyring.gpg");

    public async ValueTask InitializeAsync()
    {
        await KeyAsync("key", "never");
        await WriteAsync("mirror", "1.0");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var home in Directory.GetDirectories(_folder.Path, "*.home"))
            await Roots.Runner.TryRunAsync(new Command("gpgconf", "--homedir", home, "--kill", "gpg-agent"), default);
        _folder.Dispose();
    }

    [Fact]
    public async Task Apt_accepts_it_by_the_exported_key_and_downloads_a_package()
    {
        foreach (var keyring in (string[])[Keyring, Path.ChangeExtension(Keyring, ".asc")])
        {
            var apt = Apt(Path.GetExtension(keyring));
            await ShouldAcceptAsync(apt, Line("mirror", keyring));
            var got = await apt.TryRunAsync(["download", "demo"], _folder.Path, default);
            got.Succeeded.ShouldBeTrue($"{got.Output}{got.Error}");
            Digest.OfFile(_folder.At("demo_1.0_amd64.deb"))
                .ShouldBe(Digest.OfFile(_folder.At("in/demo_1.0_amd64.deb")));
            File.Delete(_folder.At("demo_1.0_amd64.deb"));
        }
    }

    [Fact]
    public async Task The_same_archive_and_key_give_the_same_bytes_and_leave_nothing_behind()
    {
        await WriteAsync("again", "1.0");
        _folder.Files("again").Select(f => $"{f} {Digest.OfFile(_folder.At($"again/{f}"))}")
            .ShouldBe(_folder.Files("mirror").Select(f => $"{f} {Digest.OfFile(_folder.At($"mirror/{f}"))}"));
        Directory.GetDirectories(Path.GetTempPath(), "argosy-gpg-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Apt_refuses_another_key()
    {
        await KeyAsync("other", "never");
        await WriteAsync("others", "1.0", "other");
        await ShouldRefuseAsync(Line("mirror", _folder.At("others/demo-archive-keyring.gpg")), "NO_PUBKEY");
    }

    [Fact]
    public async Task Apt_refuses_a_changed_release()
    {
        var path = _folder.At("mirror/dists/bookworm/InRelease");
        File.WriteAllText(path, File.ReadAllText(path).Replace("Label: demo", "Label: dema", StringComparison.Ordinal));
        await ShouldRefuseAsync(Line("mirror", Keyring), "BADSIG");
    }

    [Fact]
    public async Task Apt_refuses_an_index_that_isnt_the_signed_one()
    {
        foreach (var file in Directory.GetFiles(
            _folder.At("mirror/dists/bookworm/main/binary-amd64"), "*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [.. File.ReadAllBytes(file).Reverse()]);
        await ShouldRefuseAsync(Line("mirror", Keyring), "Hash Sum mismatch");
    }

    [Fact]
    public async Task Apt_refuses_the_signature_of_a_key_that_has_expired_since()
    {
        // Signed while the key was valid, by gpg itself: our own check of today refuses to publish that.
        await KeyAsync("old", "20240101T000000");
        var keyring = _folder.At("old.gpg");
        await GpgAsync("old", "--output", keyring, "--export");
        foreach (var (form, file) in
            ((string, string)[])[("--clear-sign", "InRelease"), ("--detach-sign", "Release.gpg")])
        {
            File.Delete(_folder.At($"mirror/dists/bookworm/{file}"));
            await GpgAsync("old", "--faked-system-time=20231201T000000!", form, "--output",
                _folder.At($"mirror/dists/bookworm/{file}"), _folder.At("mirror/dists/bookworm/Release"));
        }

        await ShouldRefuseAsync(Line("mirror", keyring), "EXPKEYSIG");
        var error = await Should.ThrowAsync<ArgosyException>(() => WriteAsync("expired", "1.0", "old"));
        error.Diagnostics[0].Id.ShouldBe("ARG0586");
        error.Message.ShouldContain("has expired");
        Directory.Exists(_folder.At("expired")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_with_a_password_signs_only_with_it()
    {
        await KeyAsync("safe", "never", "pass word");
        await WriteAsync("signed", "1.0", "safe", "pass word");
        await ShouldAcceptAsync(Apt("safe"), Line("signed", _folder.At("signed/demo-archive-keyring.gpg")));
        foreach (var wrong in (string?[])[null, "other"])
            (await Should.ThrowAsync<ArgosyException>(() => WriteAsync("x", "1.0", "safe", wrong)))
                .Diagnostics[0].Id.ShouldBeOneOf("ARG0585", "ARG0586");
    }

    [Fact]
    public async Task A_file_that_is_no_private_key_is_refused()
    {
        await GpgAsync("key", "--armor", "--output", _folder.At("public.asc"), "--export");
        File.Move(_folder.At("public.asc"), _folder.At("public.key"));
        _folder.Write("text.key", "no key\n");
        foreach (var name in (string[])["public", "text", "missing"])
            (await Should.ThrowAsync<ArgosyException>(() => WriteAsync("x", "1.0", name)))
                .Diagnostics[0].Id.ShouldBe("ARG0585");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Who_has_an_older_release_still_updates_and_downloads_after_two_more_publications()
    {
        var releases = new Dictionary<string, string>();
        var publisher = new MirrorPublisher(
            new FolderTarget(_folder.At("srv")), new() { Keep = new(Snapshots: 3) }, _folder.At("state"));
        foreach (var version in (string[])["1.0", "2.0", "3.0", "4.0"])
        {
            await WriteAsync("built", version);
            (await publisher.PublishAsync("debian", _folder.At("built"), default)).IsChanged.ShouldBeTrue();
            (await publisher.PublishAsync("debian", _folder.At("built"), default)).IsChanged.ShouldBeFalse();
            releases[version] = File.ReadAllText(_folder.At("srv/www/debian/dists/bookworm/InRelease"));
        }

        // The archive of now, with what a proxy still has of then.
        await Roots.Runner.RunAsync(
            new Command("cp", "-rL", _folder.At("srv/www/debian"), _folder.At("proxy")), default);
        foreach (var version in (string[])["4.0", "3.0", "2.0"])
        {
            File.Delete(_folder.At("proxy/dists/bookworm/InRelease"));
            File.WriteAllText(_folder.At("proxy/dists/bookworm/InRelease"), releases[version]);
            var apt = Apt(version);
            await ShouldAcceptAsync(apt, Line("proxy", Keyring));
            var got = await apt.TryRunAsync(["download", "demo"], _folder.Path, default);
            got.Succeeded.ShouldBeTrue($"{got.Output}{got.Error}");
            File.Exists(_folder.At($"demo_{version}_amd64.deb")).ShouldBeTrue();
        }

        _folder.Files("proxy").ShouldNotContain(f => f.Contains("demo_1.0", StringComparison.Ordinal));
        _folder.Files("proxy/dists/bookworm/main/binary-amd64/by-hash/SHA256").Count.ShouldBe(9);
    }

    private async Task WriteAsync(string at, string version, string key = "key", string? password = null) =>
        await new AptArchive(Roots.Runner, new("demo", [Architecture.TryFind("x64")!], s_date)
        {
            Key = new(_folder.At($"{key}.key"), password),
        }).WriteAsync(
            _folder.At(at), [new(Distribution.All[0], [FakeDeb.Make(_folder, "in", "demo", version)])], default);

    private string Line(string mirror, string keyring) =>
        $"deb [arch=amd64 signed-by={keyring}] file:{_folder.At(mirror)} bookworm main";

    private PrivateApt Apt(string name) => new(
        _folder.At($"apt-{name}"), Roots.Runner, "APT::Architecture=amd64", "Dir::State::status=/dev/null");

    private static async Task ShouldAcceptAsync(PrivateApt apt, string line)
    {
        var updated = await apt.UpdateAsync([line], default);
        updated.Succeeded.ShouldBeTrue($"{updated.Output}{updated.Error}");
    }

    private async Task ShouldRefuseAsync(string line, string says)
    {
        var updated = await Apt("refusing").UpdateAsync([line], default);
        updated.Succeeded.ShouldBeFalse();
        $"{updated.Output}{updated.Error}".ShouldContain(says);
    }

    // Made before the archive's date, so that its signatures have that date.
    private async Task KeyAsync(string name, string expires, string password = "")
    {
        Directory.CreateDirectory(_folder.At($"{name}.home"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await GpgAsync(name, "--faked-system-time=20230101T000000!", "--passphrase", password, "--quick-gen-key",
            $"{name} <{name}@example.org>", "ed25519", "sign", expires);
        await GpgAsync(name, "--passphrase", password, "--output", _folder.At($"{name}.key"), "--export-secret-keys");
    }

    private Task GpgAsync(string name, params string[] arguments) => Roots.Runner.RunAsync(new Command("gpg",
        ["--homedir", _folder.At($"{name}.home"), "--batch", "--quiet", "--pinentry-mode", "loopback",
            .. arguments]), default);
}
