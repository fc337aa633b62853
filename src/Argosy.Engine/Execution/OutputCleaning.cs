using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;
using Argosy.Engine.Graph;

namespace Argosy.Engine.Execution;

/// <summary><c>--clean</c>: removes outputs of tasks, instead of running them.</summary>
internal static class OutputCleaning
{
    /// <summary>Removes what is on record as made by the tasks, and lists it.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="nodes">The tasks.</param>
    /// <param name="all">Those of every other task on record, too, such as one that the script no longer has.</param>
    /// <param name="isDry">Only list what would be removed.</param>
    public static async Task RunAsync(string root, IReadOnlyList<TaskNode> nodes, bool all, bool isDry)
    {
        using var interrupt = new Interrupt();
        using var hold = await WorkspaceLock.TakeAsync(root, Console.Out, interrupt.Token);
        using var ownership = new OutputOwnership(
            root, new ContentStore(CacheFolder.Default).IsStored, Console.Out.WriteLine);
        var names = nodes.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        var cleaned = ownership.Clean(name => all || names.Contains(name), isDry);
        foreach (var (task, removed, kept) in cleaned)
        {
            foreach (var path in removed)
                Console.Out.WriteLine($"{(isDry ? "would remove" : "removed")} {path} ({task})");
            foreach (var path in kept) Console.Out.WriteLine($"kept {path}: not made by {task}, or changed since");
        }

        foreach (var node in nodes.Where(n => n.Declaration.UpdatesOutputs))
            Console.Out.WriteLine(
                $"kept {string.Join(", ", node.Declaration.Outputs)}: {node.Name} updates them in place");
        if (cleaned.Count == 0) Console.Out.WriteLine("nothing to remove: no outputs of these tasks are on record");
    }
}
