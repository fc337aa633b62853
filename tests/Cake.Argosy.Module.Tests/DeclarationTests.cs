using Argosy.Artifacts.Tasks;
using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module.Tests;

/// <summary>Declarations that are rejected before any task runs, and the edges that follow from outputs and
/// inputs.</summary>
public sealed class DeclarationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argosy-declared-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("out", "out")]
    [InlineData("out", "out/part")]
    [InlineData("out/deep/part", "out")]
    [InlineData("./out", "out/part")]
    [InlineData("out//part", "out/./part/")]
    public void Outputs_that_overlap_are_refused(string first, string second) =>
        Message(Task("A").Outputs(first), Task("B").Outputs(second)).ShouldStartWith("ARG0713 task ");

    [Fact]
    public void Outputs_beside_each_other_are_not() =>
        Check(Task("A").Outputs("out", "out-a"), Task("B").Outputs("out.b", "outer/x"));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../sibling")]
    [InlineData("a/../../b")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("./")]
    [InlineData("./../sibling")]
    public void A_path_outside_of_the_project_is_refused(string path)
    {
        Message(Task("A").Outputs(path)).ShouldStartWith("ARG0712 task A: ");
        Message(Task("A").Inputs(path)).ShouldStartWith("ARG0712 task A: ");
    }

    [Fact]
    public void An_input_that_is_not_there_and_that_no_task_makes_is_refused()
    {
        Message(Task("A").Inputs("in.txt"))
            .ShouldStartWith("ARG0714 task A: its input in.txt isn't there, and no task makes it");
        Check(Task("A").InputsIfPresent("in.txt"));
        Check(Task("A").Inputs("in*.txt"));
        Check(Task("B").Outputs("in.txt"), Task("A").Inputs("in.txt"));
        File.WriteAllText(Path.Combine(_root, "in.txt"), "");
        Check(Task("A").Inputs("in.txt"));
    }

    [Theory]
    [InlineData("a/x", "a/x")]
    [InlineData("a/x", "a")]
    [InlineData("./a//x", "a/./x")]
    public void An_input_that_is_the_tasks_own_output_is_refused(string input, string output)
    {
        Message(Task("A").Inputs(input).Outputs(output)).ShouldStartWith("ARG0760 task A: ");
        Message(Task("A").InputsIfPresent(input).Outputs(output)).ShouldStartWith("ARG0760 task A: ");
    }

    [Fact]
    public void An_output_with_a_wildcard_is_refused() =>
        Message(Task("A").Outputs("out/*.txt")).ShouldStartWith("ARG0761 task A: its output 'out/*.txt'");

    [Theory]
    [InlineData("artifacts")]
    [InlineData("artifacts/logs/x")]
    [InlineData(".argosy")]
    [InlineData(".argosy/journal")]
    [InlineData(".argosy/made")]
    [InlineData(".argosy/aside/x")]
    [InlineData(".argosy/alive")]
    public void An_output_that_holds_what_the_engine_writes_is_refused(string output) =>
        Message(Task("A").Outputs(output)).ShouldStartWith("ARG0762 task A: ");

    [Fact]
    public void Folders_beside_what_the_engine_writes_are_not() =>
        Check(Task("A").Outputs("artifacts/native", ".argosy/selftest", "artifacts/logs2"));

    [Theory]
    [InlineData("./out/a", "out/a")]
    [InlineData("out//a/", "out/a")]
    [InlineData("out/./a/.", "out/a")]
    [InlineData("././a", "a")]
    [InlineData("!./gen//**", "!gen/**")]
    [InlineData("out/.hidden", "out/.hidden")]
    [InlineData("out/a.", "out/a.")]
    [InlineData("../a", "../a")]
    [InlineData("/a//b/", "/a/b")]
    [InlineData("./", ".")]
    public void A_path_has_one_spelling(string declared, string normalized)
    {
        DeclaredPath.Normalized(declared).ShouldBe(normalized);
        DeclaredPath.Normalized(normalized).ShouldBe(normalized);
    }

    [Fact]
    public void All_that_is_wrong_with_paths_is_said_at_once() =>
        Message(Task("A").Inputs("absent"), Task("B").Outputs("/x")).Split('\n').Length.ShouldBe(2);

    [Theory]
    [InlineData("gen/a.c", "gen/a.c")]
    [InlineData("gen", "gen/a.c")]
    [InlineData("gen/a.c", "gen/*.c")]
    [InlineData("gen/sub/a.c", "gen/**")]
    [InlineData("gen/sub", "gen/**/*.c")]
    [InlineData("./gen", "gen/a.c")]
    [InlineData("gen//a.c", "./gen/a.c")]
    [InlineData("gen/", "gen/./*.c")]
    [InlineData("gen/a.c", "{src,gen}/*.c")]
    [InlineData("gen/a.c", "gen/[a-c].c")]
    public void Who_makes_an_input_comes_before_who_reads_it(string output, string input) =>
        Order(Task("Read").Inputs(input), Task("Make").Outputs(output)).ShouldBe(["Make", "Read"]);

    [Theory]
    [InlineData("gen/sub/a.c", "gen/*.c")]
    [InlineData("general", "gen/**")]
    [InlineData("artifacts/x", "Directory.*.props")]
    [InlineData("gen/a.c", "!gen/**")]
    [InlineData("gen/a.c", "gen/[!a].c")]
    public void And_nobody_else_does(string output, string input) =>
        Order(Task("Read").Inputs(input), Task("Make").Outputs(output)).ShouldBe(["Read"]);

    [Fact]
    public void Tasks_that_read_what_the_other_makes_are_a_cycle() =>
        Should.Throw<ArgosyException>(
            () => Order(Task("Read").Inputs("a").Outputs("b"), Task("Make").Inputs("b").Outputs("a")))
            .Message.ShouldStartWith("ARG0702");

    [Fact]
    public void An_unknown_architecture_is_refused_where_it_is_declared() =>
        Should.Throw<ArgosyException>(() => Task("A").On("arm65")).Message.ShouldContain("task A");

    [Fact]
    public void A_task_whose_globs_reach_its_own_outputs_does_not_come_before_itself() =>
        Order(Task("Read").Inputs("src/**").Outputs("src/gen")).ShouldBe(["Read"]);

    [Fact]
    public void Who_makes_a_tool_comes_before_who_uses_it() =>
        Order(Task("Read").Uses("./bin/tool"), Task("Make").Outputs("bin")).ShouldBe(["Make", "Read"]);

    private static CakeTaskBuilder Task(string name) => new(new CakeTask(name));

    private static IEnumerable<string> Order(params CakeTaskBuilder[] tasks) =>
        TaskGraph.Resolve([.. tasks.Select(t => RegisteredTask.Of((CakeTask)t.Task))], ["Read"], exclusive: false)
            .Select(n => n.Name);

    private string Message(params CakeTaskBuilder[] tasks) => Should.Throw<ArgosyException>(() => Check(tasks)).Message;

    private void Check(params CakeTaskBuilder[] tasks)
    {
        var all = tasks.Select(t => RegisteredTask.Of((CakeTask)t.Task)).ToList();
        DeclarationCheck.Run([.. all.Select(t => new TaskNode(t, []))], new(all), _root);
    }
}
