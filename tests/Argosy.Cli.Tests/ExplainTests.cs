using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;

namespace Argosy.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_task_that_no_run_has_got_to_is_an_error_that_suggests_one()
    {
        Record("Native");
        var run = await CliRun.OfAsync(_folder, "explain", "Nativ", "--folder", _folder);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("ARG0119 .argosy/journal: no task 'Nativ' is on record. Did you mean 'Native'?\n");
    }

    [Fact]
    public async Task All_inputs_are_listed_and_no_value_that_may_be_a_secret()
    {
        Record("Native");
        var run = await CliRun.OfAsync(_folder, "explain", "native", "--folder", _folder, "--json");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("src/099.c");
        run.Output.ShouldContain("TOKEN");
        run.Output.ShouldNotContain(Digest.Of("value").Hex);
    }

    private void Record(string task)
    {
        using var journal = TaskJournal.Open(Path.Combine(_folder, ".argosy", "journal"));
        var form = new ActionFingerprint();
        form.Add(FieldKind.Variable, "TOKEN", Digest.Of("value").Hex);
        form.AddInputs(
            [.. Enumerable.Range(0, 100)
                .Select(i => new InputFile($"src/{i:000}.c", InputKind.File, Digest.Of("x"), 0))],
            journal.Inputs.Keep);
        journal.Add(new TaskRecord(task, form.Bytes.ToArray(), Digest.Of("outputs"), null));
    }
}
