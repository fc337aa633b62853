using System.Reflection;
using Argosy.Architecture.Tests.Sources;
using Argosy.Build;
using Cake.Argosy.Tasks;

namespace Argosy.Architecture.Tests;

/// <summary>A task class holds its name, edges, inputs, outputs and one call.</summary>
public sealed class TaskClassTests
{
    private const int MostLines = 60;

    // What the tasks build, beside them: it is the project's own, and no foreign project could use it.
    private const string Cargo = "Cargo";

    private static readonly Type[] s_tasks = [.. typeof(Default).Assembly.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(FrostingTask))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Tasks => [.. s_tasks.Select(t => t.Name)];

    // The names by which the graph could know what this project builds; benchmarks name their peers and themselves.
    private static readonly string[] s_products = ["Argosy.Runtime", "native/rdma", "argosy_rdma", "argosy-launch", "argosy-rdma"];

    [Fact]
    public void One_file_of_the_graph_names_what_the_project_builds() => SourceTree.Below(["build/Tasks", "build/Cake.Argosy", "build/Cake.Argosy.Module"], ".cs")
        .Where(f => f != $"build/Tasks/{Cargo}.cs" && s_products.Any(p => SourceTree.Text(f).Contains(p, StringComparison.Ordinal))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tasks))]
    public void It_has_a_name_and_a_description(string task)
    {
        var type = Find(task);
        type.GetCustomAttribute<TaskNameAttribute>()!.Name.ShouldMatch("^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*$");
        type.GetCustomAttribute<TaskDescriptionAttribute>()!.Description.ShouldNotEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void It_is_sealed_and_alone_in_its_short_file(string task)
    {
        Find(task).IsSealed.ShouldBeTrue();
        File.ReadLines(Repository.At($"build/Tasks/{task}.cs")).Count().ShouldBeLessThanOrEqualTo(MostLines);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void It_depends_on_tasks(string task) => Find(task).GetCustomAttributes<IsDependentOnAttribute>()
        .Where(e => !s_tasks.Contains(e.Task)).ShouldBeEmpty();

    [Fact]
    public void Every_file_is_one() => SourceTree.Below(["build/Tasks"], ".cs").Select(f => Path.GetFileNameWithoutExtension(f))
        .Except([Cargo, .. s_tasks.Select(t => t.Name)]).ShouldBeEmpty();

    [Fact]
    public void No_two_have_one_name() => s_tasks.GroupBy(t => t.GetCustomAttribute<TaskNameAttribute>()?.Name?.ToUpperInvariant())
        .Where(g => g.Count() > 1).ShouldBeEmpty();

    [Fact]
    public void None_loops_or_builds_text() => SourceTree.Below(["build/Tasks"], ".cs")
        .Where(f => Path.GetFileNameWithoutExtension(f) != Cargo)
        .Where(f => SourceTree.Text(f) is var text && (text.Contains("foreach (", StringComparison.Ordinal)
            || text.Contains("for (", StringComparison.Ordinal) || text.Contains("StringBuilder", StringComparison.Ordinal)))
        .ShouldBeEmpty();

    private static Type Find(string task) => s_tasks.Single(t => t.Name == task);
}
