using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;
using Cake.Core.Graph;
using FsCheck;
using FsCheck.Fluent;

namespace Cake.Argosy.Module.Tests;

public sealed class TaskGraphTests
{
    [Fact]
    public void A_misspelt_target_is_answered_with_the_nearest_task() =>
        Should.Throw<ArgosyException>(() => TaskGraph.Resolve([Task("Native"), Task("Images")], ["Nativ"], false))
            .Message.ShouldBe("ARG0701 command line: no task is called 'Nativ'. Did you mean 'Native'?");

    [Fact]
    public void A_cycle_is_an_error_that_shows_it_whole() =>
        Should.Throw<ArgosyException>(() => TaskGraph.Resolve([Task("a", "b"), Task("b", "c"), Task("c", "a")], ["a"], false))
            .Message.ShouldContain("a → b → c → a");

    [Fact]
    public void A_missing_dependency_names_who_needs_it() =>
        Should.Throw<ArgosyException>(() => TaskGraph.Resolve([Task("a", "x")], ["a"], false))
            .Message.ShouldStartWith("ARG0701 task a: it needs the task 'x'");

    [Fact]
    public void So_does_one_of_a_task_that_the_target_does_not_need() =>
        Should.Throw<ArgosyException>(() => TaskGraph.Resolve([Task("a"), Task("b", "x")], ["a"], false))
            .Message.ShouldStartWith("ARG0701 task b: it needs the task 'x'");

    [Fact]
    public void A_dependee_edge_counts_as_a_dependency_the_other_way()
    {
        var first = Task("first");
        first.AddDependee("second");

        TaskGraph.Resolve([Task("second"), first], ["second"], false).Select(n => n.Name).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Exclusive_means_the_target_alone() =>
        TaskGraph.Resolve([Task("a", "b"), Task("b")], ["a"], exclusive: true).Select(n => n.Name).ShouldBe(["a"]);

    [Fact]
    public void Exclusive_runs_a_matrix_tasks_cells_without_what_they_depend_on()
    {
        var cell = Task("Native-arm64", "Sysroot-arm64");
        TaskDeclarations.Of(cell).Family = "Native";

        TaskGraph.Resolve([Task("Native", "Native-arm64"), cell, Task("Sysroot-arm64")], ["Native"], exclusive: true)
            .Select(n => n.Name).ShouldBe(["Native-arm64", "Native"]);
    }

    [Fact]
    public void Alone_an_aggregate_of_some_cells_is_those()
    {
        var cell = Task("Native-z-arm64", "Sysroot-arm64");
        TaskDeclarations.Of(cell).Family = "Native";
        TaskDeclarations.Of(cell).Aggregates.Add("Native-arm64");
        TaskGraph.Resolve([Task("Native-arm64", "Native-z-arm64"), cell, Task("Sysroot-arm64")], ["native-ARM64"], exclusive: true)
            .Select(n => n.Name).ShouldBe(["Native-z-arm64", "Native-arm64"]);
    }

    [Fact]
    public void What_exclusive_leaves_out_is_known_with_what_comes_before_that()
    {
        var alone = TaskGraph.Resolve([Task("a", "b"), Task("b", "c"), Task("c")], ["a"], exclusive: true).ShouldHaveSingleItem();

        alone.Dependencies.ShouldBeEmpty();
        alone.Given.ShouldHaveSingleItem().Dependencies.ShouldHaveSingleItem().Name.ShouldBe("c");
    }

    [Fact]
    public void A_cell_that_another_one_needs_is_run_before_it_also_alone()
    {
        var (first, second) = (Task("M-1", "M-2"), Task("M-2"));
        TaskDeclarations.Of(first).Family = TaskDeclarations.Of(second).Family = "M";

        TaskGraph.Resolve([Task("M", "M-1", "M-2"), first, second], ["M"], exclusive: true).Select(n => n.Name).ShouldBe(["M-2", "M-1", "M"]);
    }

    [Fact]
    public void Names_are_compared_as_Cake_does_without_case() =>
        TaskGraph.Resolve([Task("Native", "sysroot"), Task("Sysroot")], ["native"], false).Count.ShouldBe(2);

    /// <summary>Over random graphs: what comes first of two that don't depend on each other is decided as Cake decides it.
    /// </summary>
    [Fact]
    public void Without_declarations_the_order_is_Cakes_own() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(seed => Random(new Random(seed))).ToArbitrary(),
        tasks =>
        {
            var target = tasks[^1].Name;
            TaskGraph.Resolve(tasks, [target], false).Select(n => n.Name).ShouldBe(CakeGraphBuilder.Build(tasks).Traverse(target));
            UnifiedOrder.Of(TaskGraph.Resolve(tasks, [target, tasks[0].Name], false)).Select(n => n.Name)
                .ShouldBe(CakeGraphBuilder.Build(tasks).Traverse([target, tasks[0].Name]));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Directory.*.props", false)]
    [InlineData("*", false)]
    [InlineData("out/*.txt", false)]
    [InlineData("out/*", true)]
    [InlineData("out/made/*", true)]
    [InlineData("out/m*", true)]
    [InlineData("**", true)]
    [InlineData("out/**", true)]
    [InlineData("out/*/x/**", true)]
    public void A_wildcard_makes_an_edge_only_to_a_task_that_can_make_what_it_names(string glob, bool comes)
    {
        var (maker, reader) = (Task("maker"), Task("reader"));
        TaskDeclarations.Of(maker).Outputs.Add("out/made");
        TaskDeclarations.Of(reader).Inputs.Add(glob);

        TaskGraph.Resolve([maker, reader], ["reader"], false).Select(n => n.Name).ShouldBe(comes ? ["maker", "reader"] : ["reader"]);
    }

    // Edges lead from later ranks to earlier ones, declared on either side; tasks are registered in another order.
    private static List<CakeTask> Random(Random random)
    {
        var tasks = Enumerable.Range(0, random.Next(2, 14)).Select(i => new CakeTask($"t{random.Next(100)}-{i}")).ToList();
        for (var i = 0; i < tasks.Count; i++)
        {
            foreach (var before in tasks.Take(i).Where(_ => random.Next(4) == 0))
            {
                if (random.Next(3) == 0) before.AddDependee(tasks[i].Name);
                else tasks[i].AddDependency(before.Name);
            }
        }

        var last = tasks[^1];
        tasks.RemoveAt(tasks.Count - 1);
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tasks));
        return [.. tasks, last];
    }

    private static CakeTask Task(string name, params string[] dependencies)
    {
        var task = new CakeTask(name);
        foreach (var dependency in dependencies) task.AddDependency(dependency);
        return task;
    }
}
