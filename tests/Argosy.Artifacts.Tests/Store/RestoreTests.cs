using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

public sealed class RestoreTests : IDisposable
{
    private readonly Builds _builds = new();

    public void Dispose() => _builds.Dispose();

    private string InB(string name) => _builds.Folder.At($"b/{name}");

    [Fact]
    public void A_restored_file_shares_the_data_of_the_kept_one()
    {
        var file = _builds.Write("out/file", "text");
        _builds.TryRestore(_builds.Keep("out"), "out").ShouldBeTrue();
        Builds.InodeOf(InB("out/file")).ShouldBe(Builds.InodeOf(file));
    }

    [Fact]
    public void It_takes_the_place_of_all_that_was_there()
    {
        _builds.Write("out/file", "new");
        _builds.Write("report", "new");
        var tree = _builds.Keep("out", "report");
        _builds.Folder.Write("b/out/old/file", "old");
        _builds.Folder.Write("b/report/was/a/folder", "old");
        _builds.TryRestore(tree, "report", "out").ShouldBeTrue();
        _builds.Describe(_builds.B, "out", "report").Digest().ShouldBe(tree.Digest());
        Directory.GetFileSystemEntries(InB(".argosy")).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_its_owner_may_not_write_to_is_restored_and_replaced()
    {
        const UnixFileMode closed = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        _builds.Write("out/inner/file", "text");
        foreach (var folder in (string[])["a/out/inner", "a/out"])
            File.SetUnixFileMode(_builds.Folder.At(folder), closed);
        var tree = _builds.Keep("out");
        for (var round = 0; round < 2; round++)
        {
            _builds.TryRestore(tree, "out").ShouldBeTrue();
            _builds.Describe(_builds.B, "out").Digest().ShouldBe(tree.Digest());
            Directory.GetFileSystemEntries(InB(".argosy")).ShouldBeEmpty();
        }

        // For the test's own end.
        foreach (var root in (string[])[_builds.A, _builds.B]) WritableOutputs.Unshare(root, ["out"]);
    }

    [Fact]
    public void A_blob_that_was_written_in_place_is_found_and_removed()
    {
        // Through its hard link, as an administrator's task can do.
        var file = _builds.Write("out/file", "text");
        var tree = _builds.Keep("out");
        File.SetUnixFileMode(file, Builds.ModeOf(file) | UnixFileMode.UserWrite);
        File.WriteAllText(file, "evil");
        File.SetUnixFileMode(file, tree.Entries[1].Mode);
        ShouldMiss(tree, "out");
        _builds.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public void One_whose_mode_was_changed_alone_gets_its_own_back()
    {
        var file = _builds.Write("out/file", "text");
        var tree = _builds.Keep("out");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _builds.TryRestore(tree, "out").ShouldBeTrue();
        Builds.ModeOf(InB("out/file")).ShouldBe(tree.Entries[1].Mode);
    }

    [Fact]
    public void A_missing_blob_is_a_miss()
    {
        _builds.Write("out/a", "a");
        _builds.Write("out/b", "b");
        var tree = _builds.Keep("out");
        File.Delete(_builds.Store.PathOf(tree.Entries[2]));
        ShouldMiss(tree, "out");
        _builds.Store.Has(tree.Entries[1]).ShouldBeTrue();
    }

    [Fact]
    public void A_tree_without_one_of_the_outputs_is_a_miss()
    {
        _builds.Write("out", "text");
        ShouldMiss(_builds.Keep("out"), "out", "more");
    }

    [Fact]
    public void A_task_without_outputs_has_nothing_to_miss() => _builds.TryRestore(OutputTree.Empty).ShouldBeTrue();

    [Fact]
    public void A_file_with_more_names_than_a_file_system_allows_is_copied()
    {
        // The limit of ext4 is 65 000.
        var file = Entry("out/0", "");
        _builds.Store.Add(new MemoryStream(), file);
        OutputTree tree = new([
            new("out", OutputKind.Folder, (UnixFileMode)0b111_101_101),
            .. Enumerable.Range(0, 65_010).Select(i => $"out/{i}").Order(StringComparer.Ordinal)
                .Select(p => file with { Path = p })]);
        Directory.CreateDirectory(_builds.B);
        _builds.TryRestore(tree, "out").ShouldBeTrue();
        _builds.Describe(_builds.B, "out").Digest().ShouldBe(tree.Digest());
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_a_living_one_has_is_not()
    {
        _builds.Write("out", "text");
        var tree = _builds.Keep("out");
        _builds.Folder.Write("b/.argosy/restore-dead/new/0", "half");
        _builds.Folder.Write("b/.argosy/restore-alive/new/0", "half");
        using (new FileStream(InB(".argosy/restore-alive.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            _builds.TryRestore(tree, "out").ShouldBeTrue();
        Directory.GetDirectories(InB(".argosy")).ShouldBe([InB(".argosy/restore-alive")]);
    }

    [Fact]
    public void Nothing_is_restored_through_a_link()
    {
        _builds.Write("build/out", "new");
        var tree = _builds.Keep("build/out");
        _builds.Folder.Write("elsewhere/out", "precious");
        Directory.CreateSymbolicLink(InB("build"), _builds.Folder.At("elsewhere"));
        Should.Throw<ArgosyException>(() => _builds.TryRestore(tree, "build/out"))
            .Message.ShouldStartWith("ARG0245 build/out: ");
        File.ReadAllText(_builds.Folder.At("elsewhere/out")).ShouldBe("precious");
    }

    [Fact]
    public void A_cancelled_one_leaves_all_as_it_was()
    {
        _builds.Write("out", "text");
        var tree = _builds.Keep("out");
        _builds.Folder.Write("b/out", "old");
        Should.Throw<OperationCanceledException>(
            () => _builds.Store.TryRestore(_builds.B, tree, ["out"], new(canceled: true)));
        File.ReadAllText(InB("out")).ShouldBe("old");
        Directory.GetFileSystemEntries(InB(".argosy")).ShouldBeEmpty();
    }

    [Fact]
    public void Many_at_once_do_not_disturb_each_other()
    {
        for (var i = 0; i < 8; i++) _builds.Write($"out{i}/file", $"{i % 3}");
        var trees = Enumerable.Range(0, 8).Select(i => _builds.Keep($"out{i}")).ToList();
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            // Two tasks never have the same output.
            lock (trees[i % 8]) _builds.TryRestore(trees[i % 8], $"out{i % 8}").ShouldBeTrue();
        });
        Directory.GetFileSystemEntries(InB(".argosy")).ShouldBeEmpty();
    }

    private static OutputEntry Entry(string path, string text) =>
        new(path, OutputKind.File, (UnixFileMode)0b100_100_100, text.Length, Digest.Of(text));

    private void ShouldMiss(OutputTree tree, params string[] outputs)
    {
        Directory.CreateDirectory(_builds.B);
        _builds.Folder.Write($"b/{outputs[0]}", "old");
        _builds.TryRestore(tree, outputs).ShouldBeFalse();
        Builds.FilesIn(_builds.B).ShouldBe([InB(outputs[0])]);
        File.ReadAllText(InB(outputs[0])).ShouldBe("old");
    }
}
