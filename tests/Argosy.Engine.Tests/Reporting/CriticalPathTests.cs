using Argosy.Engine.Graph;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Reporting;

public sealed class CriticalPathTests
{
    [Fact]
    public void It_goes_back_from_what_ended_last_along_what_was_awaited()
    {
        var quick = Runs.Node("quick");
        var slow = Runs.Node("slow");
        var end = Runs.Node("end", quick, slow);
        var aside = Runs.Node("aside");

        var path = CriticalPath.Of(
            [Runs.Done(quick, 0, 1), Runs.Done(slow, 0, 5), Runs.Done(end, 7, 2, ready: 5), Runs.Done(aside, 0, 8)]);

        path.Steps.Select(s => s.Node.Name).ShouldBe(["slow", "end"]);
        path.Length.ShouldBe(TimeSpan.FromSeconds(7));
        path.Waited.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void It_passes_through_composite_tasks_without_naming_them()
    {
        var cell = Runs.Node("Native-x64");
        var family = Runs.Composite("Native", cell);
        var image = Runs.Node("Image", family);

        CriticalPath.Of([Runs.Done(cell, 0, 1), Runs.Done(family, 1, 0.1), Runs.Done(image, 1.1, 1)])
            .Steps.Select(s => s.Node.Name).ShouldBe(["Native-x64", "Image"]);
    }

    [Fact]
    public void Where_nothing_began_it_is_empty() =>
        CriticalPath.Of([TaskResult.Without(Runs.Node("a"), TaskOutcome.NotRun)]).Steps.ShouldBeEmpty();

    [Fact]
    public void It_and_its_waiting_are_never_longer_than_the_run() => Check((path, results) =>
        (path.Length + path.Waited).ShouldBeLessThanOrEqualTo(results.Max(r => r.End)));

    [Fact]
    public void It_is_a_chain_along_edges() => Check((path, _) =>
    {
        foreach (var (before, after) in path.Steps.Zip(path.Steps.Skip(1)))
        {
            Reached(after.Node).ShouldContain(before.Node.Name);
            before.End.ShouldBeLessThanOrEqualTo(after.Begin);
        }
    });

    [Fact]
    public void It_ends_with_the_task_that_ended_last() => Check((path, results) =>
    {
        var tasks = results.Where(r => !r.Node.IsComposite).ToList();
        if (tasks.Count > 0) path.Steps[^1].End.ShouldBe(tasks.Max(r => r.End));
        else path.Steps.ShouldBeEmpty();
    });

    // Names of the preceding tasks, directly or through composite ones.
    private static IEnumerable<string> Reached(TaskNode node) =>
        node.Dependencies.SelectMany(d => d.IsComposite ? Reached(d) : [d.Name]);

    private static void Check(Action<CriticalPath, IReadOnlyList<TaskResult>> property) =>
        Prop.ForAll(Runs.Any.ToArbitrary(), r => property(CriticalPath.Of(r), r)).QuickCheckThrowOnFailure();
}
