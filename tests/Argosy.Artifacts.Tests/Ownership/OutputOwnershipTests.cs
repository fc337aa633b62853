using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Tests.Files;

namespace Argosy.Artifacts.Tests.Ownership;

public sealed class OutputOwnershipTests : IDisposable
{
    private readonly Owned _project = new();

    public void Dispose() => _project.Dispose();

    private void Rename(string path) => _ = new OddName(_project.At(path));

    private void MakeOut() => _project.Make(() => _project.Write("out/deep/made", "text"));

    [Fact]
    public void What_a_build_made_is_gone_when_the_task_runs_again()
    {
        MakeOut();
        _project.Obstacle().ShouldBeNull();
        Directory.Exists(_project.At("out")).ShouldBeFalse();
    }

    [Fact]
    public void Names_that_are_no_text_are_owned_removed_and_moved_aside_as_others_are()
    {
        _project.Make(() =>
        {
            _project.Write("out/deep/made", "text");
            Rename("out/deep/made");
        });
        _project.Obstacle().ShouldBeNull();
        Directory.Exists(_project.At("out")).ShouldBeFalse();
        _project.Write("out/notes", "an hour of work");
        Rename("out/notes");
        _project.Obstacle().ShouldBe("ARG0243 out/caf\\xE9");

        using var build = _project.Build(movesAside: true);
        Owned.Claim(build);

        FolderListing.Read(_project.At(".argosy/aside/1/out")).ShouldHaveSingleItem().Name.ShouldBe(OddName.Text);
    }

    [Fact]
    public void A_file_that_no_build_made_stops_the_task_and_stays()
    {
        MakeOut();
        _project.Write("out/deep/notes.md", "an hour of work");
        _project.Obstacle().ShouldBe("ARG0243 out/deep/notes.md");
        File.ReadAllText(_project.At("out/deep/notes.md")).ShouldBe("an hour of work");
        File.Exists(_project.At("out/deep/made")).ShouldBeTrue();
    }

    [Fact]
    public void So_does_one_that_was_there_before_the_first_build()
    {
        _project.Write("out/notes.md", "an hour of work");
        _project.Obstacle().ShouldBe("ARG0243 out/notes.md");
        _project.Write("single", "theirs");
        _project.Obstacle("single").ShouldBe("ARG0243 single");
    }

    [Fact]
    public void A_made_file_that_was_changed_stops_the_task_and_stays()
    {
        MakeOut();
        _project.Write("out/deep/made", "edited");
        _project.Obstacle().ShouldBe("ARG0244 out/deep/made");
        File.ReadAllText(_project.At("out/deep/made")).ShouldBe("edited");
    }

    [Fact]
    public void So_does_a_replacement_of_the_same_size_and_time()
    {
        MakeOut();
        var time = File.GetLastWriteTimeUtc(_project.At("out/deep/made"));
        File.SetLastWriteTimeUtc(_project.Write("out/deep/made", "tExt"), time);
        _project.Obstacle().ShouldBe("ARG0244 out/deep/made");
    }

    [Fact]
    public void A_copy_of_the_same_content_and_other_permissions_are_no_change()
    {
        MakeOut();
        _project.Write("out/deep/made", "text");
        File.SetUnixFileMode(_project.At("out/deep/made"), UnixFileMode.UserRead);
        _project.Obstacle().ShouldBeNull();
    }

    [Fact]
    public void A_link_in_the_place_of_a_made_file_is_a_change_and_what_it_leads_to_stays()
    {
        MakeOut();
        var precious = _project.Write("precious", "text");
        File.Delete(_project.At("out/deep/made"));
        File.CreateSymbolicLink(_project.At("out/deep/made"), precious);
        _project.Obstacle().ShouldBe("ARG0244 out/deep/made");
        File.ReadAllText(precious).ShouldBe("text");
    }

    [Fact]
    public void A_link_that_the_task_made_is_removed_and_not_followed()
    {
        _project.Write("real/file", "text");
        _project.Make(() =>
        {
            Directory.CreateDirectory(_project.At("out"));
            Directory.CreateSymbolicLink(_project.At("out/link"), _project.At("real"));
        });
        _project.Obstacle().ShouldBeNull();
        File.Exists(_project.At("real/file")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("build/gen", "build")]
    [InlineData("a/build/gen", "a/build")]
    public void An_output_behind_a_link_stops_the_task(string output, string link)
    {
        _project.Write("elsewhere/gen/precious", "text");
        Directory.CreateDirectory(Path.GetDirectoryName(_project.At(link))!);
        Directory.CreateSymbolicLink(_project.At(link), _project.At("elsewhere"));
        _project.Obstacle(output).ShouldBe($"ARG0245 {output}");
        File.Exists(_project.At("elsewhere/gen/precious")).ShouldBeTrue();
    }

    [Fact]
    public void Moving_aside_loses_nothing_and_says_where_to()
    {
        MakeOut();
        _project.Write("out/notes.md", "an hour of work");
        _project.Write("out/deep/made", "edited");
        using (var build = _project.Build(movesAside: true))
        {
            Owned.Claim(build);
            build.Clear(Owned.Task);
            build.Settle(Owned.Task);
        }

        Directory.Exists(_project.At("out")).ShouldBeFalse();
        File.ReadAllText(_project.At(".argosy/aside/1/out/notes.md")).ShouldBe("an hour of work");
        File.ReadAllText(_project.At(".argosy/aside/1/out/deep/made")).ShouldBe("edited");
        _project.Said.ShouldBe(["2 files not made by a build: moved to .argosy/aside/1"]);
    }

    [Fact]
    public void What_a_failed_run_left_is_the_next_ones_to_remove_until_somebody_edits_it()
    {
        using (var build = _project.Build())
        {
            Owned.Claim(build);
            build.Clear(Owned.Task);
            _project.Write("out/half", "half");
            build.Settle(Owned.Task);
        }

        _project.Write("out/half", "edited");
        _project.Obstacle().ShouldBe("ARG0244 out/half");
        File.Delete(_project.At("out/half"));
        _project.Obstacle().ShouldBeNull();
    }

    [Fact]
    public void A_renamed_task_owns_what_it_made_under_its_old_name()
    {
        MakeOut();
        using var build = _project.Build();
        build.Claim("Renamed", ["out"], _ => false);
        build.Clear("Renamed");
        Directory.Exists(_project.At("out")).ShouldBeFalse();
    }

    [Fact]
    public void An_output_that_the_task_no_longer_declares_goes_with_its_next_result()
    {
        _project.Make(() =>
        {
            _project.Write("images/a", "a");
            _project.Write("images/b", "b");
        }, "images/a", "images/b");
        _project.Make(() => _project.Write("images/a", "a2"), "images/a");
        File.Exists(_project.At("images/b")).ShouldBeFalse();
    }

    [Fact]
    public void It_stays_where_another_task_makes_it_now_or_somebody_changed_it()
    {
        _project.Make(() =>
        {
            _project.Write("a", "a");
            _project.Write("b", "b");
            _project.Write("c", "c");
        }, "a", "b", "c");
        _project.Write("c", "edited");
        using var build = _project.Build();
        build.Claim(Owned.Task, ["a"], path => path == "b");
        build.Clear(Owned.Task);
        _project.Write("a", "a");
        build.Made(Owned.Task, _project.Describe("a"));
        (File.Exists(_project.At("b")), File.ReadAllText(_project.At("c"))).ShouldBe((true, "edited"));
    }

    [Fact]
    public void After_the_records_are_lost_files_that_the_cache_has_are_a_builds_own_and_others_are_not()
    {
        var store = new ContentStore(_project.At("cache"));
        _project.Write("out/kept", "kept");
        store.Keep(_project.Root, ["out"], Digest.OfFile);
        _project.Obstacle().ShouldBeNull();
        _project.Write("out/loose", "kept");
        _project.Obstacle().ShouldBe("ARG0243 out/loose");
    }

    [Fact]
    public void A_result_is_up_to_date_by_content_alone()
    {
        MakeOut();
        var tree = _project.Describe().Digest();
        IsUpToDate(tree).ShouldBe(true);
        _project.Write("out/deep/made", "text");
        IsUpToDate(tree).ShouldBe(true);
        IsUpToDate(Digest.Of("another")).ShouldBeNull();
        _project.Write("out/more", "");
        IsUpToDate(tree).ShouldBe(false);
        File.Delete(_project.At("out/more"));
        _project.Write("out/deep/made", "tExt");
        IsUpToDate(tree).ShouldBe(false);
    }

    [Fact]
    public void Cleaning_removes_what_builds_made_keeps_the_rest_and_lists_both_beforehand()
    {
        MakeOut();
        _project.Write("out/notes.md", "an hour of work");
        foreach (var dry in (bool[])[true, false])
        {
            using var build = _project.Build();
            var cleaned = build.Clean(_ => true, dry).ShouldHaveSingleItem();
            cleaned.Removed.ShouldBe(["out/deep"]);
            cleaned.Kept.ShouldBe(["out/notes.md"]);
            Directory.Exists(_project.At("out/deep")).ShouldBe(dry);
        }

        File.Exists(_project.At("out/notes.md")).ShouldBeTrue();
    }

    private bool? IsUpToDate(Digest tree)
    {
        using var build = _project.Build();
        return build.IsUpToDate(Owned.Task, ["out"], tree);
    }
}
