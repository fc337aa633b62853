using Argosy.Engine.Audit;

namespace Argosy.Engine.Tests.Audit;

public sealed class TaskTraceTests
{
    private const string Begin = "10  access(\"/argosy-audit/begin\", F_OK) = -1 ENOENT (No such file or directory)\n";
    private const string End = "10  access(\"/argosy-audit/end\", F_OK) = -1 ENOENT (No such file or directory)\n";

    [Fact]
    public void Only_what_lies_between_the_marks_is_the_tasks()
    {
        var trace = Of($"""
            10  openat(AT_FDCWD</p>, "before", O_RDONLY) = 3</p/before>
            {Begin}10  openat(AT_FDCWD</p>, "within", O_RDONLY) = 3</p/within>
            {End}10  openat(AT_FDCWD</p>, "after", O_RDONLY) = 3</p/after>
            """);

        trace.IsWhole.ShouldBeTrue();
        Effects(trace).ShouldBe([("/p/within", Effect.Read)]);
    }

    [Fact]
    public void A_child_begins_in_its_parents_folder_and_its_own_steps_stay_its_own()
    {
        // The child's first call is listed before the end of the call that created it.
        var trace = Of($"""
            {Begin}10  clone3(flags=CLONE_VM|CLONE_VFORK, 88 <unfinished ...>
            20  chdir("sub dir") = 0
            20  execve("/usr/bin/sh", [...], 0x7ffd /* 46 vars */) = 0
            10  <... clone3 resumed>) = 20
            20  rename("../a", "b") = 0
            10  mkdir("here", 0777) = 0
            {End}
            """);

        Effects(trace).ShouldBe(
        [
            ("/p/a", Effect.Removed),
            ("/p/here", Effect.FolderMade),
            ("/p/sub dir/b", Effect.MovedIn),
            ("/usr/bin/sh", Effect.Read)
        ]);
    }

    [Fact]
    public void A_program_that_a_tool_starts_is_the_tools_own_affair()
    {
        var trace = Of($"""
            {Begin}10  vfork() = 20
            20  execve("/usr/bin/gcc", [...], 0x7ffd /* 46 vars */) = 0
            20  vfork() = 30
            30  execve("/usr/lib/cc1", [...], 0x7ffd /* 46 vars */) = 0
            30  openat(AT_FDCWD</p>, "a.h", O_RDONLY) = 3</p/a.h>
            {End}
            """);

        trace.Started.ShouldBe(["/usr/bin/gcc"]);
        trace.StartedByOthers.ShouldBe(["cc1"]);
        trace.Files.Uses.Single(u => u.Path == "/p/a.h").By.ShouldBe("cc1");
    }

    [Fact]
    public void A_descendant_stays_the_tasks_after_the_tasks_end_and_a_number_may_be_anothers_later()
    {
        var trace = Of($"""
            {Begin}10  vfork() = 20
            20  creat("first", 0666) = 3</p/first>
            {End}20  creat("late", 0666) = 3</p/late>
            20  +++ exited with 0 +++
            10  vfork() = 20
            20  creat("engine", 0666) = 3</p/engine>
            """);

        Effects(trace).Select(e => e.Path).ShouldBe(["/p/first", "/p/late"]);
    }

    [Fact]
    public void Threads_share_their_processs_folder()
    {
        var trace = Of($$"""
            {{Begin}}10  clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD, child_tid=0x7f} => {parent_tid=[11]}, 88) = 11
            11  chdir("/q") = 0
            10  unlink("x") = 0
            {{End}}
            """);

        Effects(trace).ShouldBe([("/q/x", Effect.Removed)]);
    }

    [Fact]
    public void A_path_inside_another_root_is_told_from_outside()
    {
        var trace = Of($"""
            {Begin}10  vfork() = 20
            20  chroot("roots/arm64") = 0
            20  chdir("/") = 0
            20  unlink("/etc/motd") = 0
            20  unlink("tmp") = 0
            {End}
            """);

        Effects(trace).ShouldBe([("/p/roots/arm64/etc/motd", Effect.Removed), ("/p/roots/arm64/tmp", Effect.Removed)]);
    }

    [Fact]
    public void What_is_written_beside_its_place_and_renamed_counts_where_it_ends()
    {
        var trace = Of($"""
            {Begin}10  mkdir("out.partial", 0777) = 0
            10  openat(AT_FDCWD</p>, "out.partial/a", O_WRONLY|O_CREAT, 0666) = 3</p/out.partial/a>
            10  rename("out", "out.old") = 0
            10  rename("out.partial", "out") = 0
            10  unlink("out.old/a") = 0
            10  rmdir("out.old") = 0
            {End}
            """);

        Effects(trace).ShouldBe(
        [
            ("/p/out", Effect.MovedIn),
            ("/p/out.old", Effect.Temporary),
            ("/p/out.old/a", Effect.Temporary),
            ("/p/out.partial", Effect.Temporary),
            ("/p/out.partial/a", Effect.Temporary),
            ("/p/out/a", Effect.Written)
        ]);
    }

    [Fact]
    public void Listings_and_nameless_files_are_nothing_that_was_read_or_written()
    {
        var trace = Of($"""
            {Begin}10  openat(AT_FDCWD</p>, ".", O_RDONLY|O_NONBLOCK|O_CLOEXEC|O_DIRECTORY) = 3</p>
            10  openat(AT_FDCWD</p>, ".", O_RDWR|O_CLOEXEC|O_TMPFILE, 0777) = 3</p/#12124214>(deleted)
            10  openat(AT_FDCWD</p>, "x", O_RDONLY|O_PATH) = 3</p/x>
            {End}
            """);

        trace.Files.Uses.ShouldBeEmpty();
    }

    private static TaskTrace Of(string lines) => TaskTrace.Of([.. StraceParser.Read(lines.Split('\n'))], "/p");

    private static List<(string Path, Effect Effect)> Effects(TaskTrace trace) =>
        [.. trace.Files.Uses.Select(u => (u.Path, u.Effect))];
}
