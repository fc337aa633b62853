using System.Diagnostics;
using System.Runtime.CompilerServices;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

/// <summary>Uses an additional file system of 256 KiB, separate from the rest.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly string s_text = new('x', 400_000);
    private readonly Builds _builds = new();
    private string? _mounted;

    public void Dispose()
    {
        if (_mounted is not null) Run("umount", _mounted).ShouldBe(0);
        _builds.Dispose();
    }

    [MountFact]
    public void Keeping_what_has_no_room_leaves_no_half_blob()
    {
        Mount("cache");
        _builds.Write("out/big", s_text);
        _builds.Write("out/small", "text");
        Should.Throw<ArgosyException>(() => _builds.Keep("out")).Message.ShouldStartWith($"ARG0214 {_builds.Cache}: ");
        _builds.Blobs.Where(b => new FileInfo(b).Length != 4).ShouldBeEmpty();
        File.ReadAllText(_builds.Folder.At("a/out/big")).ShouldBe(s_text);
    }

    [MountFact]
    public void Nor_does_adding_it()
    {
        Mount("cache");
        var entry = new OutputEntry("big", OutputKind.File, UnixFileMode.UserRead, s_text.Length, Digest.Of(s_text));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(s_text));
        Should.Throw<ArgosyException>(() => _builds.Store.Add(stream, entry)).Diagnostics[0].Id.ShouldBe("ARG0214");
        _builds.Blobs.ShouldBeEmpty();
    }

    [MountFact]
    public void Nor_does_a_result_that_is_too_long()
    {
        Mount("cache");
        Should.Throw<ArgosyException>(
                () => _builds.Actions.Keep(Builds.Result("task", OutputTree.Empty) with { Log = s_text }))
            .Diagnostics[0].Id.ShouldBe("ARG0214");
        Builds.FilesIn(_builds.Cache).ShouldBeEmpty();
    }

    [MountFact]
    public void Restoring_what_has_no_room_leaves_the_outputs_as_they_were()
    {
        Mount("b");
        _builds.Write("out/big", s_text);
        _builds.Write("out/small", "text");
        var tree = _builds.Keep("out");
        var old = _builds.Folder.Write("b/out/old", "old");
        Should.Throw<ArgosyException>(() => _builds.TryRestore(tree, "out"))
            .Message.ShouldStartWith($"ARG0215 {_builds.B}: ");
        Builds.FilesIn(_builds.B).ShouldBe([old]);
        Directory.GetFileSystemEntries(_builds.Folder.At("b/.argosy")).ShouldBeEmpty();
    }

    [MountFact]
    public void Making_an_output_its_own_that_has_no_room_for_two_leaves_it_shared()
    {
        Mount("a");
        var text = s_text[..150_000];
        var file = _builds.Write("out/big", text);
        new ContentStore(_builds.Folder.At("a/cache")).Keep(_builds.A, ["out"], Digest.OfFile);
        Should.Throw<ArgosyException>(() => WritableOutputs.Unshare(_builds.A, ["out"]))
            .Message.ShouldStartWith($"ARG0216 {file}: ");
        Directory.GetFiles(_builds.Folder.At("a/out")).ShouldBe([file]);
        File.ReadAllText(file).ShouldBe(text);
    }

    [MountFact]
    public void With_room_enough_files_are_copied_from_one_file_system_to_the_other()
    {
        Mount("cache");
        _builds.Write("out/a", "text");
        File.SetUnixFileMode(_builds.Write("out/b", "text"), (UnixFileMode)0b100_111_101_101);
        var tree = _builds.Keep("out");
        _builds.Keep("out").Digest().ShouldBe(tree.Digest());
        _builds.Blobs.Count.ShouldBe(2);
        _builds.TryRestore(tree, "out").ShouldBeTrue();
        _builds.Describe(_builds.B, "out").Digest().ShouldBe(tree.Digest());
    }

    [MountFact]
    public void A_copy_that_is_not_what_was_hashed_is_refused()
    {
        Mount("cache");
        _builds.Write("out", "text");
        Should.Throw<ArgosyException>(() => _builds.Store.Keep(_builds.A, ["out"], _ => Digest.Of("before")))
            .Message.ShouldStartWith("ARG0213 out: ");
        _builds.Blobs.ShouldBeEmpty();
    }

    [MountFact]
    public void A_project_that_spans_file_systems_runs_its_task_rather_than_restore_in_halves()
    {
        Mount("b/elsewhere");
        _builds.Write("elsewhere/out", "new");
        _builds.Write("first", "new");
        var tree = _builds.Keep("first", "elsewhere/out");
        _builds.Folder.Write("b/first", "old");
        _builds.Folder.Write("b/elsewhere/out", "old");
        _builds.TryRestore(tree, "elsewhere/out", "first").ShouldBeFalse();
        File.ReadAllText(_builds.Folder.At("b/first")).ShouldBe("old");
        File.ReadAllText(_builds.Folder.At("b/elsewhere/out")).ShouldBe("old");
    }

    private void Mount(string name)
    {
        Directory.CreateDirectory(_builds.Folder.At(name));
        Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", _builds.Folder.At(name)).ShouldBe(0);
        _mounted = _builds.Folder.At(name);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    private sealed class MountFactAttribute : FactAttribute
    {
        public MountFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            if (!Environment.IsPrivilegedProcess) Skip = "only root may mount";
        }
    }
}
