using System.Text;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Output;
using Cake.Core;
using FsCheck;
using FsCheck.Fluent;

namespace Cake.Argosy.Module.Tests;

/// <summary>Logs of tasks with any name and any output, and what they say of errors.</summary>
public sealed class TaskLogTests : IDisposable
{
    private static readonly Gen<string> s_names =
        from length in Gen.Choose(1, 6)
        from parts in Gen.Elements("a", "é", "漢", "/", "../", ".", "\\", "\n", "\0", "😀", "\ud800", "_").ArrayOf(length)
        select string.Concat(parts);

    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Native-arm64", "Native-arm64.log")]
    [InlineData("Prüfung é", "Prüfung é.log")]
    public void A_plain_name_is_the_files(string task, string file) => TaskLog.NameOf(task).ShouldBe(file);

    [Fact]
    public void Any_name_is_one_file_in_the_folder_of_logs_and_no_other_tasks() => Prop.ForAll(
        (from one in s_names from other in s_names select (one, other)).ToArbitrary(),
        names =>
        {
            var file = TaskLog.NameOf(names.one);
            Path.GetFileName(file).ShouldBe(file);
            File.WriteAllText(Path.Combine(_folder, file), "");
            File.Exists(Path.Combine(_folder, file)).ShouldBeTrue();
            (file == TaskLog.NameOf(names.other)).ShouldBe(names.one == names.other);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("é", 250)]
    [InlineData("x", 250)]
    [InlineData("../", 100)]
    public void A_long_name_fits_a_file_system(string part, int times)
    {
        var name = TaskLog.NameOf(string.Concat(Enumerable.Repeat(part, times)));

        Encoding.UTF8.GetByteCount(name).ShouldBeLessThanOrEqualTo(255);
        File.WriteAllText(Path.Combine(_folder, name), "");
        Directory.GetFiles(_folder).Length.ShouldBe(1);
    }

    [Fact]
    public void Much_output_is_kept_in_its_begin_and_its_end()
    {
        var path = Path.Combine(_folder, "a.log");
        using (var log = new TaskLog(path))
        {
            log.WriteLine("first");
            // Without a single line's end.
            for (var i = 0; i < 6; i++) log.Write(new string('x', 1 << 20));
            log.WriteLine("");
            log.WriteLine("last");
            log.Tail().Sum(l => l.Length).ShouldBeLessThan(1 << 20);
        }

        var kept = TaskLog.Read(path);
        kept.Length.ShouldBeLessThan(3 << 20);
        kept.ShouldStartWith("first\n");
        kept.ShouldEndWith("last\n");
        kept.ShouldContain("bytes are left out here");
    }

#pragma warning disable CA2201 // It is what scripts throw.
    [Fact]
    public void What_a_task_throws_is_its_failure_and_no_bug_of_ours()
    {
        Lines(Thrown(() => throw new Exception("x"))).ShouldBe(["ARG0765 task T: it failed: x. "
            + "The task's own code says so; what it printed before stands in its log."]);
        Lines(Thrown(() => _ = File.ReadAllText(Path.Combine(_folder, "absent")))).ShouldHaveSingleItem().ShouldStartWith("ARG0765 task T: it failed: FileNotFoundException: ");
        Lines(new AggregateException(Thrown(() => throw new CakeException("one")), new Exception("two"))).Count().ShouldBe(2);
        Lines(new ArgosyException(new Diagnostic("ARG0709", new("p"), "c", "R."))).ShouldBe(["ARG0709 p: c. R."]);
    }

#pragma warning restore CA2201

    [Fact]
    public void What_comes_unforeseen_out_of_our_own_code_is_one() =>
        Lines(Thrown(() => _ = new ArgosyException((IReadOnlyList<Diagnostic>)null!))).ShouldHaveSingleItem().ShouldStartWith("ARG0711 ");

    private static IEnumerable<string> Lines(Exception error) => ErrorText.OfTask("T", error);

    private static Exception Thrown(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            return e;
        }

        throw new InvalidOperationException("it didn't throw");
    }
}
