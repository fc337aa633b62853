using Argosy.Engine.Graph;
using Cake.Core;
using Cake.Core.Graph;
using FsCheck;
using FsCheck.Fluent;

namespace Cake.Argosy.Module.Tests;

public sealed class CakeOrderTests
{
    /// <summary>Over random graphs: what comes first of two that don't depend on each other is decided as Cake
    /// decides it.
    /// </summary>
    [Fact]
    public void Without_declarations_the_order_is_Cakes_own() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(seed => Random(new Random(seed))).ToArbitrary(),
        tasks =>
        {
            var target = tasks[^1].Name;
            TaskGraph.Resolve([.. tasks.Select(RegisteredTask.Of)], [target], false).Select(n => n.Name)
                .ShouldBe(CakeGraphBuilder.Build(tasks).Traverse(target));
            UnifiedOrder.Of(TaskGraph.Resolve([.. tasks.Select(RegisteredTask.Of)], [target, tasks[0].Name], false))
                .Select(n => n.Name).ShouldBe(CakeGraphBuilder.Build(tasks).Traverse([target, tasks[0].Name]));
        }).QuickCheckThrowOnFailure();

    // Edges lead from later ranks to earlier ones, declared on either side; tasks are registered in another order.
    private static List<CakeTask> Random(Random random)
    {
        var tasks = Enumerable.Range(0, random.Next(2, 14)).Select(i => new CakeTask($"t{random.Next(100)}-{i}"))
            .ToList();
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
}
