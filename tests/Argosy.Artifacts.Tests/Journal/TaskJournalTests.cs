using System.Text;
using Argosy.Artifacts.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Journal;

public sealed class TaskJournalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Path => _folder.At("state/journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        var record = Record("Native-arm64") with
        {
            Ended = 1_790_000_000_000,
            Seconds = 1.5,
            Pinned = false,
            From = "oci://host/cache",
            Why = ["input a.c changed", "tool gcc is new"],
            Artifacts =
            [
                new("lib.so", ArtifactKind.Native, "arm64", "artifacts/lib.so", Digest.Of("x"), 7) { Pinned = false },
                new("index", ArtifactKind.Index, null, "artifacts/index", Digest.Of("y"), 8)
            ],
            Proofs =
            [
                new("artifacts/lib.so", ProofLevel.Runs, "it ran")
                {
                    Asked = ProofLevel.Installs,
                    Content = Digest.Of("x")
                },
                new("artifacts/index", ProofLevel.Fits, "crashed", Inconclusive: true)
            ],
            Notes = ["one suite is left out"],
        };
        Write(journal => journal.Add(record));

        var read = Read().TryFind("Native-arm64").ShouldNotBeNull();

        read.Form.ToArray().ShouldBe(record.Form.ToArray());
        read.Why.ShouldBe(record.Why);
        read.Artifacts.ShouldBe(record.Artifacts);
        read.Proofs.ShouldBe(record.Proofs);
        read.Notes.ShouldBe(record.Notes);
        (read with { Form = default, Why = [], Artifacts = [], Proofs = [], Notes = [] })
            .ShouldBe(record with { Form = default, Why = [], Artifacts = [], Proofs = [], Notes = [] });
    }

    [Fact]
    public void The_newest_record_counts_and_a_forgotten_one_does_not()
    {
        Write(journal =>
        {
            journal.Add(Record("a") with { Seconds = 1 });
            journal.Add(Record("b"));
            journal.Add(Record("a") with { Seconds = 2 });
            journal.Forget("b");
        });

        Read().TryFind("a")!.Seconds.ShouldBe(2);
        Read().TryFind("b").ShouldBeNull();
        Read().Tasks.Select(t => t.Task).ShouldBe(["a"]);
    }

    [Fact]
    public void Forgetting_is_in_the_file_before_the_task_runs()
    {
        Write(journal => journal.Add(Record("a")));
        using var writer = TaskJournal.Open(Path);
        writer.Forget("a");

        Read().TryFind("a").ShouldBeNull();
    }

    // A killed process may leave any prefix of its output.
    [Fact]
    public void Whatever_was_cut_off_the_records_before_it_are_there_and_new_ones_can_follow()
    {
        Write(journal =>
        {
            journal.Add(Record("a"));
            journal.Add(Record("b"));
        });
        var whole = File.ReadAllBytes(Path);
        Prop.ForAll(Gen.Choose(0, whole.Length).ToArbitrary(), length =>
        {
            File.WriteAllBytes(Path, whole[..length]);
            var kept = Read().Tasks.Select(t => t.Task).ToList();
            Write(journal => journal.Add(Record("c")));
            Read().Tasks.Select(t => t.Task).ShouldBe([.. kept, "c"]);
            "a b".ShouldStartWith(string.Join(' ', kept));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_flipped_bit_costs_the_records_from_there_on_and_no_error()
    {
        Write(journal =>
        {
            journal.Add(Record("a"));
            journal.Add(Record("b"));
        });
        var whole = File.ReadAllBytes(Path);
        Prop.ForAll(Gen.Choose(0, (whole.Length * 8) - 1).ToArbitrary(), bit =>
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path, damaged);
            "a".ShouldStartWith(string.Join(' ', Read().Tasks.Select(t => t.Task)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_journal_of_mostly_superseded_records_is_written_anew()
    {
        var big = Record("a") with { Form = new byte[1 << 16] };
        Write(journal =>
        {
            for (var i = 0; i < 64; i++) journal.Add(big with { Seconds = i });
        });
        var before = new FileInfo(Path).Length;

        Write(_ => { });

        new FileInfo(Path).Length.ShouldBeLessThan(before / 16);
        Read().TryFind("a")!.Seconds.ShouldBe(63);
    }

    [Fact]
    public void A_journal_of_any_size_is_read_piece_by_piece()
    {
        var big = new byte[3_000_000];
        Write(journal =>
        {
            for (var i = 0; i < 25; i++) journal.Add(Record($"t{i:00}") with { Form = big, Seconds = i });
        });

        Read().Tasks.Select(t => t.Seconds).ShouldBe(Enumerable.Range(0, 25).Select(i => (double)i));
        Write(journal => journal.Add(Record("t05") with { Seconds = 100 }));
        Read().TryFind("t05")!.Seconds.ShouldBe(100);
        Read().TryFind("t24")!.Seconds.ShouldBe(24);
    }

    [Fact]
    public void Nobody_else_may_read_it_even_if_its_mode_was_wider()
    {
        Write(journal => journal.Add(Record("a")));
        File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(
            Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Write(_ => { });

        File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void The_last_run_is_remembered()
    {
        Write(journal => journal.Add(new RunRecord(5, "--target=X", ["a", "b"], ["a"], ["b"])));

        var run = Read().LastRun.ShouldNotBeNull();
        run.Command.ShouldBe("--target=X");
        run.Failed.ShouldBe(["a"]);
        run.NotRun.ShouldBe(["b"]);
    }

    private static TaskRecord Record(string task) =>
        new(task, Encoding.UTF8.GetBytes($"form of {task}"), Digest.Of("outputs"), Digest.Of("tree"));

    private TaskJournal Read() => TaskJournal.Read(Path);

    private void Write(Action<TaskJournal> write)
    {
        using var journal = TaskJournal.Open(Path);
        write(journal);
    }
}
