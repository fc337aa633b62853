using System.Diagnostics;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

public sealed class KeepTests : IDisposable
{
    private readonly Builds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public void A_blob_and_the_file_are_one()
    {
        var file = _builds.Write("out/file", "text");
        var entry = _builds.Keep("out").Entries[1];
        Builds.InodeOf(_builds.Store.PathOf(entry)).ShouldBe(Builds.InodeOf(file));
    }

    [Fact]
    public void Nobody_may_write_to_it_and_it_gives_no_rights()
    {
        var file = _builds.Write("out", "text");
        File.SetUnixFileMode(file, (UnixFileMode)0b110_111_110_010); // 06762
        var entry = _builds.Keep("out").Entries.ShouldHaveSingleItem();
        entry.Mode.ShouldBe((UnixFileMode)0b101_101_101); // 0555
        Builds.ModeOf(file).ShouldBe(entry.Mode);
        _builds.Store.PathOf(entry).ShouldEndWith("-0555");
        _builds.Store.Has(entry).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0b110_000_000, 0b111_000_000)]
    [InlineData(0b110_110_110, 0b111_111_111)]
    public void The_umask_of_who_builds_makes_no_difference(int file, int folder)
    {
        File.SetUnixFileMode(_builds.Write("out/inner/file", "text"), (UnixFileMode)file);
        foreach (var name in (string[])["a/out/inner", "a/out"])
            File.SetUnixFileMode(_builds.Folder.At(name), (UnixFileMode)folder);
        _builds.Keep("out").Entries.Select(e => Convert.ToString((int)e.Mode, 8)).ShouldBe(["755", "755", "444"]);
        Builds.ModeOf(_builds.Folder.At("a/out/inner")).ShouldBe((UnixFileMode)0b111_101_101);
    }

    [Fact]
    public void What_is_written_to_while_it_is_read_is_not_kept()
    {
        _builds.Write("out/file", "text");
        Error(() => _builds.Store.Keep(_builds.A, ["out"], path =>
        {
            var digest = Digest.OfFile(path);
            File.WriteAllText(path, "another");
            return digest;
        })).ShouldStartWith("ARG0213 out/file: ");
    }

    [Fact]
    public void Nothing_is_kept_from_behind_a_link()
    {
        _builds.Write("elsewhere/out", "text");
        Directory.CreateSymbolicLink(_builds.Folder.At("a/build"), _builds.Folder.At("a/elsewhere"));
        Error(() => _builds.Keep("build/out")).ShouldStartWith("ARG0245 build/out: ");
    }

    // Modes under a umask of 077 or 002, and modes that a task may set.
    [Theory]
    [InlineData(0b000_111_000_000, 0b000_110_000_000)]
    [InlineData(0b010_111_111_101, 0b000_110_110_100)]
    [InlineData(0b100_111_111_111, 0b000_110_100_100)]
    public void Neither_umask_nor_set_id_bits_make_another_tree(int folder, int file)
    {
        File.SetUnixFileMode(_builds.Write("out/file", "text"), (UnixFileMode)file);
        File.SetUnixFileMode(_builds.Folder.At("a/out"), (UnixFileMode)folder);
        var tree = _builds.Keep("out");
        tree.Entries.Select(e => (int)e.Mode).ShouldBe([0b111_101_101, 0b100_100_100]);
        Builds.ModeOf(_builds.Folder.At("a/out")).ShouldBe((UnixFileMode)0b111_101_101);
        _builds.Describe(_builds.A, "out").Digest().ShouldBe(tree.Digest());
    }

    [Fact]
    public void What_an_output_was_linked_to_stays_its_owners_to_write()
    {
        var source = _builds.Write("source", "text");
        Directory.CreateDirectory(_builds.Folder.At("a/out"));
        var output = _builds.Folder.At("a/out/file");
        Process.Start("ln", [source, output]).WaitForExit();

        var entry = _builds.Keep("out").Entries[1];

        Builds.ModeOf(source).HasFlag(UnixFileMode.UserWrite).ShouldBeTrue();
        Builds.InodeOf(source).ShouldNotBe(Builds.InodeOf(_builds.Store.PathOf(entry)));
        Builds.InodeOf(output).ShouldBe(Builds.InodeOf(_builds.Store.PathOf(entry)));
    }

    [Fact]
    public void One_content_with_two_modes_is_two_blobs_and_with_one_is_one()
    {
        _builds.Write("out/a", "same");
        _builds.Write("out/b", "same");
        File.SetUnixFileMode(_builds.Write("out/program", "same"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _builds.Keep("out");
        _builds.Blobs.Count.ShouldBe(2);
    }

    [Fact]
    public void Describing_gives_the_same_tree_and_changes_nothing()
    {
        var file = _builds.Write("out/file", "text");
        var mode = Builds.ModeOf(file);
        var tree = _builds.Describe(_builds.A, "out");
        (Builds.ModeOf(file), Directory.Exists(_builds.Cache)).ShouldBe((mode, false));
        _builds.Keep("out").Digest().ShouldBe(tree.Digest());
    }

    [Fact]
    public void Entries_are_sorted_as_paths_are()
    {
        _builds.Write("out/a/x", "");
        _builds.Write("out/a-b", "");
        Directory.CreateDirectory(_builds.Folder.At("a/out/empty"));
        File.CreateSymbolicLink(_builds.Folder.At("a/out/link"), "/nowhere");
        _builds.Keep("out/", "out/a").Entries.Select(e => (e.Path, e.Kind, e.Target)).ShouldBe([
            ("out", OutputKind.Folder, null), ("out/a", OutputKind.Folder, null), ("out/a-b", OutputKind.File, null),
            ("out/a/x", OutputKind.File, null), ("out/empty", OutputKind.Folder, null),
            ("out/link", OutputKind.Link, "/nowhere")]);
    }

    [Fact]
    public void What_is_there_is_not_written_again()
    {
        _builds.Write("out/a", "same");
        var blob = _builds.Store.PathOf(_builds.Keep("out").Entries[1]);
        var before = Posix.TryStatus(blob);
        _builds.Write("again/b", "same");
        _builds.Keep("again");
        Posix.TryStatus(blob).ShouldBe(before);
    }

    [Fact]
    public void A_blob_of_another_size_is_replaced()
    {
        _builds.Write("out", "text");
        var entry = _builds.Keep("out").Entries[0];
        File.Delete(_builds.Store.PathOf(entry));
        File.WriteAllText(_builds.Store.PathOf(entry), "half of it");
        _builds.Store.Has(entry).ShouldBeFalse();
        _builds.Keep("out");
        File.ReadAllText(_builds.Store.PathOf(entry)).ShouldBe("text");
        _builds.Blobs.Count.ShouldBe(1);
    }

    [Fact]
    public void Many_at_once_keep_one_blob_of_each()
    {
        for (var i = 0; i < 50; i++) _builds.Write($"out/{i}", $"{i % 10}");
        Parallel.For(0, 8, _ => _builds.Keep("out"));
        _builds.Blobs.Count.ShouldBe(10);
    }

    [Fact]
    public void A_pipe_is_refused_by_name()
    {
        _builds.Write("out/file", "text");
        Shell("mkfifo \"$1/pipe\"");
        Error(() => _builds.Keep("out")).ShouldStartWith("ARG0210 out/pipe: ");
    }

    [Fact]
    public void An_output_that_is_not_there_is_refused() =>
        Error(() => _builds.Keep("nothing")).ShouldStartWith("ARG0211 nothing: ");

    [Fact]
    public void Names_that_are_no_text_keep_their_bytes()
    {
        _builds.Write("out/file", "text");
        // .NET can't express these names.
        Shell(
            "cd \"$1\" && odd=$(printf 'caf\\351') && mkdir $odd && echo 1 > $odd/$odd "
            + "&& ln -s $odd/$odd link-$odd && echo 2 > 'caf\uFFFD'");
        var tree = ActionResultJson.TryRead(ActionResultJson.Write(Builds.Result("odd", _builds.Keep("out"))))!.Outputs;

        _builds.TryRestore(tree, "out").ShouldBeTrue();

        _builds.Describe(_builds.B, "out").Digest().ShouldBe(_builds.Describe(_builds.A, "out").Digest());
        Shell("diff -r \"$1\" \"$1/../../b/out\" && test \"$(cat \"$1/../../b/out/link-\"*)\" = 1");
        // And again over what is there, with copies of its own.
        WritableOutputs.Unshare(_builds.B, ["out"]);
        _builds.TryRestore(tree, "out").ShouldBeTrue();
        Shell("diff -r \"$1\" \"$1/../../b/out\"");
    }

    [Fact]
    public void Two_names_that_differ_in_a_byte_alone_are_two_trees()
    {
        _builds.Write("out/file", "text");
        Shell("mv \"$1/file\" \"$1/$(printf '\\351')\"");
        var one = _builds.Describe(_builds.A, "out").Digest();
        Shell("mv \"$1/$(printf '\\351')\" \"$1/$(printf '\\352')\"");
        _builds.Describe(_builds.A, "out").Digest().ShouldNotBe(one);
    }

    [Theory]
    [InlineData(@"caf\u0000C3\u0000A9")]
    [InlineData(@"caf\u0000")]
    [InlineData(@"caf\u00004")]
    [InlineData(@"caf\u0000+9")]
    [InlineData(@"caf\u000041")]
    public void A_name_has_one_form_alone_in_JSON(string path)
    {
        _builds.Write("out", "text");
        var json = System.Text.Encoding.UTF8.GetString(
            ActionResultJson.Write(Builds.Result("odd", _builds.Keep("out"))));
        ActionResultJson.TryRead(System.Text.Encoding.UTF8.GetBytes(
                json.Replace("\"path\":\"out\"", $"\"path\":\"{path}\"")))
            .ShouldBeNull();
    }

    [Fact]
    public void A_file_that_goes_meanwhile_is_an_error_of_its_own()
    {
        _builds.Write("out/file", "text");
        Error(() => _builds.Store.Keep(_builds.A, ["out"], path =>
        {
            File.Delete(path);
            return Digest.OfFile(path);
        })).ShouldStartWith("ARG0220 out/file: ");
    }

    [Fact]
    public void A_cancelled_one_ends()
    {
        _builds.Write("out/file", "text");
        Should.Throw<OperationCanceledException>(
            () => _builds.Store.Keep(_builds.A, ["out"], Digest.OfFile, new(canceled: true)));
    }

    private void Shell(string script)
    {
        using var shell = Process.Start("sh", ["-c", script, "sh", _builds.Folder.At("a/out")]);
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }

    private static string Error(Action action) => Should.Throw<ArgosyException>(action).Message;
}
