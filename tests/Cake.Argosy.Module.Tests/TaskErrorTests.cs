using Argosy.Engine.Output;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy.Module.Tests;

/// <summary>Whose failure an exception is.</summary>
public sealed class TaskErrorTests
{
#pragma warning disable CA2201 // It is what scripts throw.
    [Fact]
    public void What_a_task_throws_is_its_failure_and_no_bug_of_ours()
    {
        Lines(Thrown(() => throw new Exception("x"))).ShouldBe(["ARG0765 task T: it failed: x. "
            + "The task's own code says so; what it printed before is in its log."]);
        Lines(Thrown(() => _ = File.ReadAllText("/nowhere/absent"))).ShouldHaveSingleItem()
            .ShouldStartWith("ARG0765 task T: it failed: DirectoryNotFoundException: ");
        Lines(new AggregateException(Thrown(() => throw new CakeException("one")), new Exception("two")))
            .Count().ShouldBe(2);
        Lines(new ArgosyException(new Diagnostic("ARG0709", new("p"), "c", "R."))).ShouldBe(["ARG0709 p: c. R."]);
    }

#pragma warning restore CA2201

    [Fact]
    public void What_comes_unforeseen_out_of_our_own_code_is_one() =>
        Lines(Thrown(() => _ = new ArgosyException((IReadOnlyList<Diagnostic>)null!)))
            .ShouldHaveSingleItem().ShouldStartWith("ARG0711 ");

    private static IEnumerable<string> Lines(Exception error) =>
        new ErrorText(new CakeTaskCode(null!, null!, null!)).OfTask("T", error);

    private static Exception Thrown(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            return e;
        }

        throw new InvalidOperationException("it didn't throw");
    }
}
