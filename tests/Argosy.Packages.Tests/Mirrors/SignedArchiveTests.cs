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
    private readonly string _owner = $"key{Guid.NewGuid():N}";
    private GpgKey _key = null!;

    private string Keyring => _folder.At("mirror/demo-archive-keyring.gpg");

    public async ValueTask InitializeAsync()
    {
        _key = await GpgKey.MakeAsync(_owner);
        await WriteAsync("mirror", "1.0");
    }

    public async ValueTask DisposeAsync()
    {
        await _key.DisposeAsync();
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
        Directory.GetDirectories(Path.GetTempPath(), "argosy-gpg-*").Where(HasKey).ShouldBeEmpty();
    }

    [Fact]
    public async Task Apt_refuses_another_key()
    {
        await using var other = await GpgKey.MakeAsync("other");
        await WriteAsync("others", "1.0", other.File);
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
        await using var old = await GpgKey.MakeAsync("old", "20240101T000000");
        await old.SignAsync(_folder.At("mirror/dists/bookworm"));
        await ShouldRefuseAsync(Line("mirror", old.Public), "EXPKEYSIG");
        var error = await Should.ThrowAsync<ArgosyException>(() => WriteAsync("expired", "1.0", old.File));
        error.Diagnostics[0].Id.ShouldBe("ARG0586");
        error.Message.ShouldContain("has expired");
        Directory.Exists(_folder.At("expired")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_with_a_password_signs_only_with_it()
    {
        await using var safe = await GpgKey.MakeAsync("safe", password: "pass word");
        await WriteAsync("signed", "1.0", safe.File, "pass word");
        await ShouldAcceptAsync(Apt("safe"), Line("signed", _folder.At("signed/demo-archive-keyring.gpg")));
        foreach (var wrong in (string?[])[null, "other"])
            (await Should.ThrowAsync<ArgosyException>(() => WriteAsync("x", "1.0", safe.File, wrong)))
                .Diagnostics[0].Id.ShouldBeOneOf("ARG0585", "ARG0586");
    }

    [Fact]
    public async Task A_file_that_is_no_private_key_is_refused()
    {
        await _key.RunAsync("--armor", "--output", _folder.At("public.key"), "--export");
        _folder.Write("text.key", "no key\n");
        foreach (var name in (string[])["public.key", "text.key", "missing.key"])
            (await Should.ThrowAsync<ArgosyException>(() => WriteAsync("x", "1.0", _folder.At(name))))
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

    // Other tests and builds have such folders, too.
    private bool HasKey(string home)
    {
        try
        {
            return File.ReadAllText(Path.Combine(home, "pubring.kbx")).Contains(_owner, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task WriteAsync(string at, string version, string? key = null, string? password = null) =>
        await new AptArchive(Roots.Runner, new("demo", [Architecture.TryFind("x64")!], s_date)
        {
            Key = new(key ?? _key.File, password),
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
}
