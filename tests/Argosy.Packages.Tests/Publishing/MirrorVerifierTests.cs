using System.Diagnostics;
using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Packages.Tests.Publishing;

public sealed class MirrorVerifierTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly PublishedTarget _published;
    private readonly SigningKey _key;

    public MirrorVerifierTests()
    {
        _published = new(_folder, new FolderTarget(_folder.At("srv")));
        _key = SigningKey.Create(_folder.At("key.pem"));
    }

    private string Snapshot => Directory.GetDirectories(_folder["srv", "snapshots", SampleMirror.Name]).Single();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_published_is_verified()
    {
        await PublishAsync();
        (await _published.ErrorsAsync(_key.Public)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_flipped_byte_is_found()
    {
        await PublishAsync();
        var file = Path.Combine(Snapshot, "tree/p1/index.html");
        var bytes = File.ReadAllBytes(file);
        bytes[5] ^= 1;
        File.WriteAllBytes(file, bytes);
        (await _published.ErrorsAsync()).ShouldBe(["ARG0598 index.html"]);
    }

    [Fact]
    public async Task A_missing_and_an_added_file_are_found()
    {
        await PublishAsync();
        File.Delete(Path.Combine(Snapshot, "tree/p1/index.html"));
        File.WriteAllText(Path.Combine(Snapshot, "tree/p1/evil.html"), "");
        (await _published.ErrorsAsync()).ShouldBe(["ARG0598 evil.html", "ARG0598 index.html"]);
    }

    [Fact]
    public async Task A_file_among_the_retained_packages_is_found()
    {
        await PublishAsync();
        _folder.Write($"srv/retained/{SampleMirror.Name}/p/p0/evil.whl", "evil");
        (await _published.ErrorsAsync()).ShouldBe(["ARG0598 evil.whl"]);
    }

    [Fact]
    public async Task A_manifest_that_fits_the_changed_files_is_found()
    {
        await PublishAsync();
        File.AppendAllText(Path.Combine(Snapshot, "manifest"), $"{new string('0', 64)}\t0\tq\n");
        (await _published.ErrorsAsync(_key.Public, all: false)).ShouldContain("ARG0596 manifest");
    }

    [Fact]
    public async Task Another_key_and_no_signature_are_found()
    {
        await PublishAsync();
        var other = SigningKey.Create(_folder.At("other.pem"));
        (await _published.ErrorsAsync(other.Public)).ShouldBe([$"ARG0597 {Path.GetFileName(Snapshot)}"]);
        File.Delete(Path.Combine(Snapshot, "snapshot.sig"));
        (await _published.ErrorsAsync(_key.Public)).ShouldBe([$"ARG0597 {Path.GetFileName(Snapshot)}"]);
    }

    [Fact]
    public async Task Openssl_accepts_the_signature()
    {
        await PublishAsync();
        var key = _folder.Write("key.pub", _key.Public.Pem);
        using var openssl = Process.Start("openssl",
        [
            "dgst", "-sha256", "-verify", key, "-signature", Path.Combine(Snapshot, "snapshot.sig"),
            Path.Combine(Snapshot, "snapshot.json"),
        ]);
        await openssl.WaitForExitAsync();
        openssl.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_key_signs_the_same_content_anew()
    {
        await PublishAsync();
        var other = SigningKey.Create(_folder.At("other.pem"));
        var report = await _published.PublishAsync(1, o => o with { Key = other });
        report.IsChanged.ShouldBeTrue();
        report.Sent.ShouldBe(0);
    }

    private Task<PublishReport> PublishAsync() => _published.PublishAsync(1, o => o with { Key = _key });
}
