using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Journal;

public sealed class InputTreesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Path => _folder.At("state/journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_hundred_tasks_that_read_the_same_files_keep_them_once()
    {
        Write(journal =>
        {
            for (var task = 0; task < 200; task++) Add(journal, $"t{task}", Files(0, 3000));
        });

        (new FileInfo(Path).Length + new FileInfo(_folder.At("state/inputs")).Length).ShouldBeLessThan(400_000);
        using var read = TaskJournal.Read(Path);
        read.Tasks.Count.ShouldBe(200);
        FilesOf(read, "t7").ShouldBe(Files(0, 3000).Select(f => f.Path));
    }

    [Fact]
    public void Nobody_else_may_read_them()
    {
        Write(journal => Add(journal, "a", Files(0, 100)));
        File.GetUnixFileMode(_folder.At("state/inputs")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Trees_that_no_record_names_any_more_go_when_they_are_most_of_the_file()
    {
        // Each of these has some 1.4 MB; the task's last one counts.
        for (var i = 0; i < 7; i++) Write(journal => Add(journal, "a", Files(i, 25_000)));

        new FileInfo(_folder.At("state/inputs")).Length.ShouldBeLessThan(5_000_000);
        using var read = TaskJournal.Read(Path);
        FilesOf(read, "a").Count.ShouldBe(25_000);
    }

    // A killed process may leave any prefix of its output; a bad disk may leave anything.
    [Fact]
    public void Damage_costs_what_was_damaged_and_no_error()
    {
        Write(journal => Add(journal, "a", Files(0, 100)));
        var whole = File.ReadAllBytes(_folder.At("state/inputs"));
        Prop.ForAll(Gen.Choose(0, whole.Length).ToArbitrary(),
            Gen.Choose(0, (whole.Length * 8) - 1).ToArbitrary(), (length, bit) =>
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_folder.At("state/inputs"), damaged[..length]);
            Write(journal => Add(journal, "b", Files(5, 100)));
            using var read = TaskJournal.Read(Path);
            FilesOf(read, "b").ShouldBe(Files(5, 100).Select(f => f.Path));
        }).QuickCheckThrowOnFailure();
    }

    private static InputFile[] Files(int seed, int count) => [.. Enumerable.Range(0, count)
        .Select(i => new InputFile($"src/{i / 50:0000}/{seed}-{i:000000}.c", InputKind.File, Digest.Of($"{seed}"), 0))
        .OrderBy(f => f.Path, StringComparer.Ordinal)];

    private static void Add(TaskJournal journal, string task, InputFile[] files)
    {
        var form = new ActionFingerprint();
        form.AddInputs(files, journal.Inputs.Keep);
        journal.Add(new TaskRecord(task, form.Bytes.ToArray(), Digest.Of("outputs"), null));
    }

    private static List<string> FilesOf(TaskJournal journal, string task)
    {
        var files = new List<string>();
        var tree = ActionFingerprint.Read(journal.TryFind(task)!.Form.Span).Single().Value;
        InputTree.Expand(Digest.TryParse(tree)!.Value, journal.Inputs.Find, f => files.Add(f.Name));
        return files;
    }

    private void Write(Action<TaskJournal> write)
    {
        using var journal = TaskJournal.Open(Path);
        write(journal);
    }
}
