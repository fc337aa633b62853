using System.Text;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

public sealed class ActionCacheTests : IDisposable
{
    private static readonly DateTime s_longAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private readonly Builds _builds = new();

    private static ActionResult Result { get; } = new(
        new(Digest.Of("key")), "Native-arm64", 0, 1.5, true,
        new([
            new("out", OutputKind.Folder, (UnixFileMode)0b111_101_101),
            new("out/lib.so", OutputKind.File, (UnixFileMode)0b101_101_101, 4, Digest.Of("text")),
            new("out/lib.so.1", OutputKind.Link, 0, Target: "lib.so")]),
        [
            new("lib.so", ArtifactKind.Native, "arm64", "out/lib.so", Digest.Of("text"), 4),
            new("all", ArtifactKind.Index, null, "out", Digest.Of(""), 0) { Pinned = false }
        ],
        [new("out/lib.so", ProofLevel.Runs, "under qemu", Inconclusive: true)],
        ["a note with \"quotes\" and ü"], "one\ntwo\n");

    private string File1 => _builds.Folder.At($"cache/actions/{Result.Key.ToString()[..2]}/{Result.Key}.json");

    public void Dispose() => _builds.Dispose();

    [Fact]
    public void A_kept_result_is_found()
    {
        _builds.Actions.TryFind(Result.Key).ShouldBeNull();
        _builds.Actions.Keep(Result);
        ActionResultJson.Write(_builds.Actions.TryFind(Result.Key)!).ShouldBe(ActionResultJson.Write(Result));
        _builds.Actions.TryFind(new(Digest.Of("another"))).ShouldBeNull();
    }

    [Fact]
    public void Its_json_stays_readable_by_others() => Encoding.UTF8.GetString(ActionResultJson.Write(Result)).ShouldBe(
        """{"schemaVersion":1,"key":"sha256:2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683","task":"Native-arm64","exitCode":0,"seconds":1.5,"pinned":true,"outputs":[{"path":"out","kind":"folder","mode":"0755","size":0,"content":null,"target":null},{"path":"out/lib.so","kind":"file","mode":"0555","size":4,"content":"sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1","target":null},{"path":"out/lib.so.1","kind":"link","mode":"0000","size":0,"content":null,"target":"lib.so"}],"artifacts":[{"name":"lib.so","kind":"native","architecture":"arm64","path":"out/lib.so","digest":"sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1","size":4,"pinned":true},{"name":"all","kind":"index","architecture":null,"path":"out","digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0,"pinned":false}],"proofs":[{"path":"out/lib.so","level":"runs","how":"under qemu","inconclusive":true}],"notes":["a note with \u0022quotes\u0022 and \u00FC"],"log":"one\ntwo\n"}""");

    [Fact]
    public void Finding_it_is_a_use_of_it()
    {
        _builds.Actions.Keep(Result);
        File.SetLastWriteTimeUtc(File1, s_longAgo);
        _builds.Actions.TryFind(Result.Key).ShouldNotBeNull();
        File.GetLastWriteTimeUtc(File1).ShouldBeGreaterThan(s_longAgo);
    }

    [Fact]
    public void A_failed_run_is_never_kept()
    {
        Should.Throw<ArgumentException>(() => _builds.Actions.Keep(Result with { ExitCode = 1 }));
        _builds.Actions.TryFind(Result.Key).ShouldBeNull();
    }

    [Fact]
    public void One_under_anothers_name_is_not_found()
    {
        _builds.Actions.Keep(Result with { Key = new(Digest.Of("another")) });
        Directory.CreateDirectory(Path.GetDirectoryName(File1)!);
        File.Move(Builds.FilesIn(_builds.Cache).Single(), File1);
        _builds.Actions.TryFind(Result.Key).ShouldBeNull();
    }

    [Theory]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":2")]
    [InlineData("\"schemaVersion\":1,", "")]
    [InlineData("\"exitCode\":0", "\"exitCode\":3")]
    [InlineData("\"outputs\":[", "\"outputs\":[null,")]
    [InlineData("\"outputs\":", "\"inputs\":")]
    [InlineData("\"task\":\"Native-arm64\"", "\"task\":null")]
    [InlineData("\"kind\":\"folder\"", "\"kind\":1")]
    [InlineData("\"kind\":\"folder\"", "\"kind\":\"socket\"")]
    [InlineData("\"mode\":\"0755\"", "\"mode\":\"0855\"")]
    [InlineData("\"mode\":\"0755\"", "\"mode\":\"10755\"")]
    [InlineData("\"mode\":\"0755\"", "\"mode\":493")]
    [InlineData("\"path\":\"out\"", "\"path\":\"\\ud800\"")]
    [InlineData("sha256:2c", "sha256:2C")]
    [InlineData("sha256:2c", "sha512:2c")]
    [InlineData("}", "")]
    public void One_that_is_not_as_written_is_not_found(string old, string other)
    {
        _builds.Actions.Keep(Result);
        var text = File.ReadAllText(File1);
        text.ShouldContain(old);
        File.WriteAllText(File1, text.Replace(old, other, StringComparison.Ordinal));
        _builds.Actions.TryFind(Result.Key).ShouldBeNull();
    }

    [Fact]
    public void Half_of_one_is_none()
    {
        var bytes = ActionResultJson.Write(Result);
        for (var length = 0; length < bytes.Length; length++)
            ActionResultJson.TryRead(bytes.AsSpan(0, length)).ShouldBeNull();
    }

    [Fact]
    public void Where_it_cannot_be_written_is_said()
    {
        _builds.Folder.Write("cache/actions", "a file in the folder's place");
        Should.Throw<ArgosyException>(() => _builds.Actions.Keep(Result))
            .Message.ShouldStartWith($"ARG0214 {_builds.Cache}: ");
        _builds.Actions.TryFind(Result.Key).ShouldBeNull();
    }

    [Fact]
    public void Reading_an_entry_allocates_little_more_than_it_holds()
    {
        var tree = new OutputTree([.. Enumerable.Range(0, 20_000).Select(i =>
            new OutputEntry(
                $"out/usr/share/a/folder/{i:D5}", OutputKind.File, UnixFileMode.UserRead, i, Digest.Of($"{i}")))]);
        var bytes = ActionResultJson.Write(Result with { Outputs = tree });
        var before = GC.GetAllocatedBytesForCurrentThread();
        ActionResultJson.TryRead(bytes)!.Outputs.Entries.Count.ShouldBe(20_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000 * 1000);
    }
}
