using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Tests.Store;

public sealed class UnshareTests : IDisposable
{
    private readonly Builds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public void A_task_that_writes_in_place_harms_no_blob()
    {
        var file = _builds.Write("out/file", "text");
        var tree = _builds.Keep("out");
        WritableOutputs.Unshare(_builds.A, ["out"]);
        File.WriteAllText(file, "something else");
        _builds.TryRestore(tree, "out").ShouldBeTrue();
        File.ReadAllText(_builds.Folder.At("b/out/file")).ShouldBe("text");
    }

    [Fact]
    public void The_copy_differs_in_its_right_to_be_written_alone()
    {
        var file = _builds.Write("out/program", "text");
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        var tree = _builds.Keep("out");
        var written = File.GetLastWriteTimeUtc(file);
        WritableOutputs.Unshare(_builds.A, ["out"]);
        Builds.ModeOf(file).ShouldBe((UnixFileMode)0b111_101_101);
        (File.ReadAllText(file), File.GetLastWriteTimeUtc(file)).ShouldBe(("text", written));
        Posix.TryStatus(file)!.Value.Links.ShouldBe(1u);
        _builds.Describe(_builds.A, "out").Digest().ShouldBe(tree.Digest());
    }

    [Fact]
    public void A_file_of_the_projects_own_becomes_writable_where_it_lies()
    {
        var file = _builds.Write("out", "text");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var inode = Builds.InodeOf(file);
        WritableOutputs.Unshare(_builds.A, ["out"]);
        (Builds.InodeOf(file), Builds.ModeOf(file)).ShouldBe((inode, UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void So_does_a_folder()
    {
        _builds.Write("out/inner/file", "text");
        File.SetUnixFileMode(_builds.Folder.At("a/out/inner"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _builds.Keep("out");
        WritableOutputs.Unshare(_builds.A, ["out"]);
        Builds.ModeOf(_builds.Folder.At("a/out/inner")).HasFlag(UnixFileMode.UserWrite).ShouldBeTrue();
    }

    [Fact]
    public void What_was_never_kept_is_not_touched()
    {
        var file = _builds.Write("out/file", "text");
        var before = Posix.TryStatus(file);
        WritableOutputs.Unshare(_builds.A, ["out", "nothing"]);
        Posix.TryStatus(file).ShouldBe(before);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        var outside = _builds.Write("outside/file", "text");
        _builds.Keep("outside");
        Directory.CreateDirectory(_builds.Folder.At("a/out"));
        File.CreateSymbolicLink(_builds.Folder.At("a/out/file"), outside);
        File.CreateSymbolicLink(_builds.Folder.At("a/out/folder"), Path.GetDirectoryName(outside)!);
        WritableOutputs.Unshare(_builds.A, ["out"]);
        Posix.TryStatus(outside)!.Value.Links.ShouldBe(2u);
    }

    [Fact]
    public void The_half_copy_of_a_killed_process_goes()
    {
        var file = _builds.Write("out/file", "text");
        _builds.Write("out/.0123.argosy-unshared", "te");
        WritableOutputs.Unshare(_builds.A, ["out"]);
        Builds.FilesIn(_builds.A).ShouldBe([file]);
    }
}
