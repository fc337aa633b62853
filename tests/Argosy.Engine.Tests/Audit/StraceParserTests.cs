using Argosy.Engine.Audit;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Audit;

/// <summary>Lines as strace 6.1 wrote them, numbers shortened.</summary>
public sealed class StraceParserTests
{
    [Fact]
    public void A_call_has_its_arguments_and_its_result()
    {
        var call = Read("""12  openat(AT_FDCWD</p>, "a", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 3</p/a>""")
            .Single();

        call.Thread.ShouldBe(12);
        call.Name.ShouldBe("openat");
        call.Arguments.ShouldBe(["AT_FDCWD</p>", "\"a\"", "O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC", "0666"]);
        call.Result.ShouldBe("3</p/a>");
    }

    [Fact]
    public void Names_may_hold_whatever_separates_arguments()
    {
        var call = Read(
            """12  openat(AT_FDCWD</p>, "a>b <c/x,\"y\\", O_RDWR|O_CREAT|O_TRUNC, 0644) = 3</p/a\76b \74c/x,\"y\\>""")
            .Single();

        StraceText.TryText(call.Arguments[1]).ShouldBe("a>b <c/x,\"y\\");
        StraceText.TryPath(call.Result).ShouldBe("/p/a>b <c/x,\"y\\");
    }

    [Fact]
    public void Bytes_beyond_ascii_are_octal()
    {
        StraceText.TryText("""
            "a\"b\\c\n\303\251.txt"
            """).ShouldBe("a\"b\\c\né.txt");
        StraceText.TryText("\"a\\11b\"").ShouldBe("a\tb");
    }

    [Fact]
    public void A_call_that_others_came_in_between_is_put_together_when_it_ends()
    {
        var calls = Read("""
            71  vfork( <unfinished ...>
            73  execve("/usr/bin/cat", [...], 0x55d7 /* 46 vars */ <unfinished ...>
            71  <... vfork resumed>)              = 73
            73  <... execve resumed>)             = 0
            """);

        calls.Select(c => (c.Thread, c.Name, c.Result)).ShouldBe([(71, "vfork", "73"), (73, "execve", "0")]);
        calls[1].Arguments[0].ShouldBe("\"/usr/bin/cat\"");
    }

    [Fact]
    public void What_failed_is_left_out_but_for_marks()
    {
        var calls = Read("""
            12  openat(AT_FDCWD</p>, "no", O_RDONLY) = -1 ENOENT (No such file or directory)
            12  openat(AT_FDCWD</p>, "no", O_RDONLY <unfinished ...>
            12  <... openat resumed>) = -1 ENOENT (No such file or directory)
            12  access("/argosy-audit/begin", F_OK) = -1 ENOENT (No such file or directory)
            12  faccessat(AT_FDCWD</p>, "/argosy-audit/end", F_OK) = -1 ENOENT (No such file or directory)
            12  openat(AT_FDCWD</p>, "cut off
            """);

        calls.Select(TraceMarkers.TryRead).ShouldBe([true, false]);
    }

    [Fact]
    public void A_thread_that_starts_a_program_goes_on_under_its_processs_number()
    {
        var calls = Read("""
            09  execve("/bin/true", [...], 0x7ffe /* 43 vars */ <pid changed to 8 ...>
            08  +++ superseded by execve in pid 9 +++
            08  <... execve resumed>)             = -1 (errno 18446744073709551595)
            08  +++ exited with 0 +++
            """);

        calls.Select(c => (c.Thread, c.Name))
            .ShouldBe([(9, "execve"), (8, TracedCall.Superseded), (8, TracedCall.Ended)]);
        calls[0].Failed.ShouldBeFalse();
    }

    [Fact]
    public void A_child_is_known_by_the_number_that_strace_sees_even_in_a_name_space_of_its_own()
    {
        StraceText.TryProcess("2 /* 6717 in strace's PID NS */").ShouldBe(6717);
        StraceText.TryProcess("6716").ShouldBe(6716);
    }

    [Fact]
    public void A_file_without_a_name_and_a_pipe_have_no_path()
    {
        StraceText.TryPath("3</p/#12190181>(deleted)").ShouldBeNull();
        StraceText.TryPath("3<pipe:[4711]>").ShouldBeNull();
        StraceText.TryPath("AT_FDCWD").ShouldBeNull();
    }

    [Fact]
    public void Every_text_is_read_as_it_was_quoted() =>
        Prop.ForAll(Notation.Names.ToArbitrary(), name =>
        {
            StraceText.TryText(Notation.Quote(name)).ShouldBe(name);
            StraceText.Arguments(
                $"{{flags=O_RDONLY, mode=[1, 2]}}, {Notation.Quote(name)}, "
                + $"3{Notation.Descriptor(name)}, 0x1 /* 4 vars */")
                .Select(a => StraceText.TryText(a) ?? StraceText.TryPath(a)).ShouldBe([null, name, "/" + name, null]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wherever_calls_are_interrupted_each_threads_calls_stay_what_they_are() =>
        Prop.ForAll(Notation.Interleavings.ToArbitrary(), lines =>
        {
            var calls = StraceParser.Read(lines.Written).ToList();
            foreach (var thread in lines.Meant.Select(m => m.Thread).Distinct())
            {
                calls.Where(c => c.Thread == thread).Select(c => StraceText.TryText(c.Arguments[0]))
                    .ShouldBe(lines.Meant.Where(m => m.Thread == thread).Select(m => m.Path));
            }
        }).QuickCheckThrowOnFailure();

    private static List<TracedCall> Read(string lines) => [.. StraceParser.Read(lines.Split('\n'))];
}
