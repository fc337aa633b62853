using System.Text;
using Argosy.Engine.Output;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Output;

/// <summary>Logs of tasks with any name and any output, and what they say of errors.</summary>
public sealed class TaskLogTests : IDisposable
{
    private static readonly Gen<string> s_names =
        from length in Gen.Choose(1, 6)
        from parts in Gen.Elements("a", "é", "漢", "/", "../", ".", "\\", "\n", "\0", "😀", "\ud800", "_")
            .ArrayOf(length)
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
}
