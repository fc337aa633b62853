using System.Text;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Tests;

public sealed class ReleaseBuildTests : IAsyncLifetime
{
    private ReleaseProject _project = null!;

    public async ValueTask InitializeAsync() => _project = await ReleaseProject.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _project.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_release_has_the_files_their_bills_of_materials_and_what_signs_them()
    {
        _project.Prove();
        await _project.ReleaseAsync();
        var release = ReleaseDocument.Load(_project.Folder);
        (release.Version, release.Tag, release.Prerelease).ShouldBe(("1.2.0", "v1.2.0", false));
        release.Commit.ShouldBe(await _project.GitAsync("rev-parse", "HEAD"));
        release.Files.Select(f => $"{f.Name} {f.Kind} {f.Architecture}".TrimEnd()).ShouldBe(
        [
            "Demo.1.2.0.nupkg Nuget", "Demo.1.2.0.nupkg.cdx.json Sbom", "Demo.1.2.0.nupkg.spdx.json Sbom",
            "SHA256SUMS Checksums", "SHA256SUMS.pub PublicKey", "SHA256SUMS.sig Signature",
            "demo-1.2.0-x64.tar.gz Native x64", "demo-1.2.0-x64.tar.gz.cdx.json Sbom",
            "demo-1.2.0-x64.tar.gz.spdx.json Sbom", "demo-1.2.0.tar.gz Source", "notes.md Notes",
            "provenance.intoto.jsonl Provenance",
        ]);
        release.Files.Select(f => f.Name).Append("release.json").Order(StringComparer.Ordinal)
            .ShouldBe(Directory.EnumerateFiles(_project.Folder).Select(f => Path.GetFileName(f))
                .Order(StringComparer.Ordinal));
        release.Files.ShouldAllBe(f => f.Digest == Digest.OfFile(Path.Combine(_project.Folder, f.Name))
            && f.Size == new FileInfo(Path.Combine(_project.Folder, f.Name)).Length);
        (await File.ReadAllTextAsync(Path.Combine(_project.Folder, "notes.md"))).ShouldBe("- now\n");
    }

    [Fact]
    public async Task Sha256sum_and_openssl_find_a_changed_file_and_a_changed_list()
    {
        _project.Prove();
        await _project.ReleaseAsync();
        string[] verify =
            ["dgst", "-sha256", "-verify", "SHA256SUMS.pub", "-signature", "SHA256SUMS.sig", "SHA256SUMS"];
        (await _project.CheckAsync("sha256sum", "--check", "--strict", "SHA256SUMS")).ExitCode.ShouldBe(0);
        (await _project.CheckAsync("openssl", verify)).Output.ShouldBe("Verified OK\n");
        await File.AppendAllTextAsync(Path.Combine(_project.Folder, "Demo.1.2.0.nupkg"), "x");
        var check = await _project.CheckAsync("sha256sum", "--check", "--strict", "SHA256SUMS");
        check.ExitCode.ShouldBe(1);
        check.Output.ShouldContain("Demo.1.2.0.nupkg: FAILED");
        await File.AppendAllTextAsync(Path.Combine(_project.Folder, "SHA256SUMS"), "\n");
        (await _project.CheckAsync("openssl", verify)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task The_provenance_names_each_file_and_is_signed()
    {
        _project.Prove();
        await _project.ReleaseAsync();
        var line = (await File.ReadAllLinesAsync(Path.Combine(_project.Folder, "provenance.intoto.jsonl")))
            .ShouldHaveSingleItem();
        using var json = JsonDocument.Parse(line);
        var envelope = Dsse.Read(json.RootElement);
        envelope.IsSignedBy(PublicKey.Load(Path.Combine(_project.Folder, "SHA256SUMS.pub"))).ShouldBeTrue();
        var statement = Statement.Read(envelope.Payload);
        statement.PredicateType.ShouldBe("https://slsa.dev/provenance/v1");
        var release = ReleaseDocument.Load(_project.Folder);
        statement.Subjects.Select(s => (s.Name, s.Digest)).ShouldBe(release.Files
            .Where(f => f.Kind is not (ReleaseFileKind.Provenance or ReleaseFileKind.Checksums
                or ReleaseFileKind.Signature or ReleaseFileKind.PublicKey))
            .Select(f => (f.Name, f.Digest)), ignoreOrder: true);
        Encoding.UTF8.GetString(envelope.Payload).ShouldContain($"\"gitCommit\":\"{release.Commit}\"");
    }

    [Fact]
    public async Task Archives_are_of_root_and_of_the_sources_time_without_tests()
    {
        _project.Prove();
        await _project.ReleaseAsync();
        var listing = await _project.CheckAsync(
            "tar", "--full-time", "--utc", "--numeric-owner", "-tvzf", "demo-1.2.0-x64.tar.gz");
        listing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2])
                + " " + string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3..])).ShouldBe(
        [
            "drwxr-xr-x 0/0 2023-11-14 22:13:20 demo-1.2.0-x64/",
            "drwxr-xr-x 0/0 2023-11-14 22:13:20 demo-1.2.0-x64/include/",
            "-rw-r--r-- 0/0 2023-11-14 22:13:20 demo-1.2.0-x64/include/demo.h",
            "drwxr-xr-x 0/0 2023-11-14 22:13:20 demo-1.2.0-x64/lib/",
            "lrwxrwxrwx 0/0 2023-11-14 22:13:20 demo-1.2.0-x64/lib/libdemo.so -> libdemo.so.1",
            "-rwxr-xr-x 0/0 2023-11-14 22:13:20 demo-1.2.0-x64/lib/libdemo.so.1",
        ]);
        var sources = await _project.CheckAsync("tar", "-tzf", "demo-1.2.0.tar.gz");
        sources.Output.Split('\n').ShouldContain("demo-1.2.0/native/demo.c");
    }

    [Fact]
    public async Task The_same_artifacts_give_the_same_files_but_for_signatures()
    {
        _project.Prove();
        await _project.ReleaseAsync();
        var first = Digests();
        await _project.ReleaseAsync();
        Digests().ShouldBe(first);

        Dictionary<string, string> Digests() => ReleaseDocument.Load(_project.Folder).Files
            .Where(f => f.Kind is not (ReleaseFileKind.Signature or ReleaseFileKind.Provenance
                or ReleaseFileKind.Checksums))
            .ToDictionary(f => f.Name, f => f.Sha256);
    }

    [Fact]
    public async Task A_missing_proof_refuses_it_and_writes_nothing()
    {
        await RefusesAsync("ARG0942 artifacts/native/demo/x64/lib/libdemo.so.1: it is proven to 'built'");
        _project.Prove(ProofLevel.Loads);
        await RefusesAsync("it is proven to 'loads', and 'runs' is asked");
        _project.Prove(inconclusive: true);
        await RefusesAsync("the proof was inconclusive");
        Directory.Exists(_project.At("artifacts/release")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_work_tree_refuses_it()
    {
        _project.Prove();
        _project.Write("native/demo.c", "int demo(void) { return 2; }\n");
        await RefusesAsync("ARG0934");
    }

    [Fact]
    public async Task Without_a_key_or_with_some_architectures_it_is_refused()
    {
        _project.Prove();
        await RefusesAsync("ARG0943", new(() => null));
        (await Should.ThrowAsync<ArgosyException>(() => _project.ReleaseAsync(architectures: "")))
            .Message.ShouldStartWith("ARG0944");
    }

    [Fact]
    public async Task What_isnt_built_is_named()
    {
        File.Delete(_project.At("artifacts/packages/Demo.1.2.0.nupkg"));
        await RefusesAsync("ARG0940 artifacts/packages/Demo.1.2.0.nupkg");
    }

    [Fact]
    public async Task A_failure_leaves_the_last_release_as_it_was()
    {
        _project.Prove();
        await _project.ReleaseAsync();
        var before = await File.ReadAllBytesAsync(Path.Combine(_project.Folder, "release.json"));
        // Its bill of materials can't be made, after the file was copied.
        await File.WriteAllTextAsync(_project.At("artifacts/packages/Demo.1.2.0.nupkg"), "no archive");
        await Should.ThrowAsync<ArgosyException>(() => _project.ReleaseAsync());
        (await File.ReadAllBytesAsync(Path.Combine(_project.Folder, "release.json"))).ShouldBe(before);
        Directory.EnumerateFileSystemEntries(_project.At("artifacts/release")).ShouldBe([_project.Folder]);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_released_and_writes_nothing()
    {
        _project.Prove();
        await _project.ReleaseAsync(new(() => SigningKey.Load(_project.KeyFile)) { DryRun = true });
        var plan = _project.Task.Notes.ShouldHaveSingleItem();
        plan.ShouldStartWith("Release 1.2.0 of commit ");
        plan.ShouldContain("    demo-1.2.0-x64.tar.gz (native)\n");
        plan.ShouldContain("    | - now\n");
        plan.ShouldEndWith("  It could be released.");
        Directory.Exists(_project.At("artifacts/release")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_dry_run_finds_unbuilt_is_built_by_the_release()
    {
        _project.Prove();
        File.Delete(_project.At("artifacts/packages/Demo.1.2.0.nupkg"));
        await _project.ReleaseAsync(new(() => SigningKey.Load(_project.KeyFile)) { DryRun = true });
        _project.Task.Notes.ShouldHaveSingleItem().ShouldEndWith(
            "  to be built: 1\n    artifacts/packages/Demo.1.2.0.nupkg\n  It could be released.");
    }

    [Fact]
    public async Task A_dry_run_after_the_tag_names_each_obstacle()
    {
        _project.Write("native/demo.c", "int demo(void) { return 2; }\n");
        await _project.GitAsync("commit", "--quiet", "--all", "-m", "change");
        await _project.ReleaseAsync(new(() => null) { DryRun = true });
        var plan = _project.Task.Notes.ShouldHaveSingleItem();
        plan.ShouldStartWith("Release 1.2.1-alpha.0.1 of commit ");
        plan.ShouldContain("    | - soon\n");
        foreach (var id in (string[])["ARG0935", "ARG0937", "ARG0942", "ARG0943"]) plan.ShouldContain($"\n    {id} ");
    }

    private async Task RefusesAsync(string error, ReleaseOptions? options = null) =>
        (await Should.ThrowAsync<ArgosyException>(() => _project.ReleaseAsync(options))).Message.ShouldContain(error);
}
