using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

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
        TaskDeclarations.Of(maker).Outputs.Add("out/made");
        TaskDeclarations.Of(reader).Inputs.Add(glob);

        TaskGraph.Resolve([maker, reader], ["reader"], false).Select(n => n.Name).ShouldBe(comes ? ["maker", "reader"] : ["reader"]);
    }

    private static CakeTask Task(string name, params string[] dependencies)
    {
        var task = new CakeTask(name);
        foreach (var dependency in dependencies) task.AddDependency(dependency);
        return task;
    }
}
