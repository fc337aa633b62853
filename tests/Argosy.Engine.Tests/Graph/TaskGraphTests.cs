using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Tests.Graph;

public sealed class TaskGraphTests
{
    [Fact]
    public void A_misspelt_target_is_answered_with_the_nearest_task() =>
        Should.Throw<ArgosyException>(() => TaskGraph.Resolve([Task("Native"), Task("Images")], ["Nativ"], false))
            .Message.ShouldBe("ARG0701 command line: no task is called 'Nativ'. Did you mean 'Native'?");

    [Fact]
    public void A_cycle_is_an_error_that_shows_it_whole() =>
        Should.Throw<ArgosyException>(
            () => TaskGraph.Resolve([Task("a", "b"), Task("b", "c"), Task("c", "a")], ["a"], false))
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
        var first = new GraphTask("first", new()) { Dependees = [new("second", true)] };
        TaskGraph.Resolve([Task("second"), first], ["second"], false).Select(n => n.Name).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Exclusive_means_the_target_alone() =>
        TaskGraph.Resolve([Task("a", "b"), Task("b")], ["a"], exclusive: true).Select(n => n.Name).ShouldBe(["a"]);

    [Fact]
    public void Exclusive_runs_a_matrix_tasks_cells_without_what_they_depend_on()
    {
        var cell = Task("Native-arm64", "Sysroot-arm64");
        cell.Declaration.Family = "Native";

        TaskGraph.Resolve([Task("Native", "Native-arm64"), cell, Task("Sysroot-arm64")], ["Native"], exclusive: true)
            .Select(n => n.Name).ShouldBe(["Native-arm64", "Native"]);
    }

    [Fact]
    public void Alone_an_aggregate_of_some_cells_is_those()
    {
        var cell = Task("Native-z-arm64", "Sysroot-arm64");
        cell.Declaration.Family = "Native";
        cell.Declaration.Aggregates.Add("Native-arm64");
        TaskGraph.Resolve(
            [Task("Native-arm64", "Native-z-arm64"), cell, Task("Sysroot-arm64")], ["native-ARM64"], exclusive: true)
            .Select(n => n.Name).ShouldBe(["Native-z-arm64", "Native-arm64"]);
    }

    [Fact]
    public void What_exclusive_leaves_out_is_known_with_what_comes_before_that()
    {
        var alone = TaskGraph.Resolve([Task("a", "b"), Task("b", "c"), Task("c")], ["a"], exclusive: true)
            .ShouldHaveSingleItem();

        alone.Dependencies.ShouldBeEmpty();
        alone.Given.ShouldHaveSingleItem().Dependencies.ShouldHaveSingleItem().Name.ShouldBe("c");
    }

    [Fact]
    public void A_cell_that_another_one_needs_is_run_before_it_also_alone()
    {
        var (first, second) = (Task("M-1", "M-2"), Task("M-2"));
        first.Declaration.Family = second.Declaration.Family = "M";

        TaskGraph.Resolve([Task("M", "M-1", "M-2"), first, second], ["M"], exclusive: true)
            .Select(n => n.Name).ShouldBe(["M-2", "M-1", "M"]);
    }

    [Fact]
    public void Names_are_compared_as_Cake_does_without_case() =>
        TaskGraph.Resolve([Task("Native", "sysroot"), Task("Sysroot")], ["native"], false).Count.ShouldBe(2);

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
        maker.Declaration.Outputs.Add("out/made");
        reader.Declaration.Inputs.Add(glob);

        TaskGraph.Resolve([maker, reader], ["reader"], false)
            .Select(n => n.Name).ShouldBe(comes ? ["maker", "reader"] : ["reader"]);
    }

    private static GraphTask Task(string name, params string[] dependencies) =>
        new(name, new()) { Dependencies = [.. dependencies.Select(d => new TaskEdge(d, true))] };
}
