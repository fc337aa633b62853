using Argosy.Packages.Mirrors.Python;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>The machine's pip, in any version since Debian 12's, reads the mirror.</summary>
public sealed class PipTests : IDisposable
{
    private const string A = "a/a/a-1-py3-none-any.whl";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_downloads_from_the_folder_and_checks_the_digest()
    {
        WriteMirror();
        var got = await PipAsync($"file://{_folder.At("mirror")}", "--no-deps", "a==1");
        got.Succeeded.ShouldBeTrue(got.Tail());

        File.AppendAllText(_folder.At($"mirror/{A}"), "altered");
        Directory.Delete(_folder.At("got"), recursive: true);
        (await PipAsync($"file://{_folder.At("mirror")}", "--no-deps", "a==1")).Error.ShouldContain("HASHES");
    }

    [Theory]
    [InlineData(true, "index.v1_json")]
    [InlineData(false, "index.html")]
    public async Task It_resolves_with_the_metadata_files_of_a_server(bool negotiates, string page)
    {
        WriteMirror();
        await using var server = new StaticServer(_folder.At("mirror"), negotiates);
        var got = await PipAsync(server.Address.AbsoluteUri, "b");
        got.Succeeded.ShouldBeTrue(got.Tail());
        _folder.Files("got").ShouldBe(["a-1-py3-none-any.whl", "b-2-py3-none-any.whl"]);
        server.Sent.ShouldContain($"b/{page}");
        server.Sent.ShouldContain("b/b/b-2-py3-none-any.whl.metadata");
    }

    [Fact]
    public async Task It_installs_what_the_hashes_file_lists_and_nothing_else()
    {
        WriteMirror();
        await using var server = new StaticServer(_folder.At("mirror"), negotiates: true);
        string[] arguments = ["--require-hashes", "-r", _folder.At("mirror/hashes.txt")];
        var got = await PipAsync(server.Address.AbsoluteUri, arguments);
        got.Succeeded.ShouldBeTrue(got.Tail());
        _folder.Files("got").ShouldBe(["a-1-py3-none-any.whl", "b-2-py3-none-any.whl"]);

        FakeWheel.Write(_folder, "mirror/b/b/other.whl", "b-2.dist-info", FakeWheel.Metadata("b", "2"));
        File.Move(_folder.At("mirror/b/b/other.whl"), _folder.At("mirror/b/b/b-2-py3-none-any.whl"), overwrite: true);
        Directory.Delete(_folder.At("got"), recursive: true);
        (await PipAsync(server.Address.AbsoluteUri, arguments)).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_passes_over_a_yanked_version_that_isnt_named(bool negotiates)
    {
        _folder.Write("wheels/yanked.yaml", "a==2: It was wrong.\n");
        WheelIndex.Write(_folder.At("mirror"),
            [FakeWheel.Make(_folder, "a-1-py3-none-any.whl"), FakeWheel.Make(_folder, "a-2-py3-none-any.whl")],
            DateTimeOffset.UnixEpoch, YankedWheels.Load(_folder.Path));
        await using var server = new StaticServer(_folder.At("mirror"), negotiates);
        (await PipAsync(server.Address.AbsoluteUri, "a")).Succeeded.ShouldBeTrue();
        var exact = await PipAsync(server.Address.AbsoluteUri, "a==2");
        exact.Error.ShouldContain("It was wrong.");
        _folder.Files("got").ShouldBe(["a-1-py3-none-any.whl", "a-2-py3-none-any.whl"]);
    }

    private void WriteMirror() => WheelIndex.Write(_folder.At("mirror"),
    [
        FakeWheel.Make(_folder, "a-1-py3-none-any.whl", ">=3.4"),
        FakeWheel.Write(_folder, "b-2-py3-none-any.whl", "b-2.dist-info",
            "Metadata-Version: 2.1\nName: b\nVersion: 2\nRequires-Dist: a==1\n"),
    ], DateTimeOffset.UnixEpoch).ShouldBeEmpty();

    private Task<CommandResult> PipAsync(string index, params string[] arguments) =>
        Roots.Runner.TryRunAsync(new Command("python3", ["-m", "pip", "download", "--isolated", "--no-cache-dir",
            "--disable-pip-version-check", "--index-url", index, "--dest", _folder.At("got"), .. arguments]), default);
}
