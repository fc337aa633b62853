using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;
using Cake.Argosy.Module.Scheduling;
using Cake.Argosy.Module.Shutdown;
using Cake.Core;

namespace Cake.Argosy.Module;

internal sealed partial class Engine
{
    /// <summary><c>--clean</c>: removes the outputs of the target's tasks, instead of running them; without <c>--target</c> also
    /// the outputs of tasks that the script no longer has. <c>--dryrun</c> only lists them.</summary>
    private static async Task<CakeReport> CleanAsync(ICakeContext context, IReadOnlyList<TaskNode> nodes, bool isDry)
    {
        using var interrupt = new Interrupt();
        var root = context.Environment.WorkingDirectory.FullPath;
        using var hold = await WorkspaceLock.TakeAsync(root, Console.Out, interrupt.Token);
        using var ownership = new OutputOwnership(root, new ContentStore(CacheFolder.Default).IsStored, Console.Out.WriteLine);
        var names = nodes.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        var all = !context.Arguments.HasArgument("target");
        var cleaned = ownership.Clean(name => all || names.Contains(name), isDry);
        foreach (var (task, removed, kept) in cleaned)
        {
            foreach (var path in removed) Console.Out.WriteLine($"{(isDry ? "would remove" : "removed")} {path} ({task})");
            foreach (var path in kept) Console.Out.WriteLine($"kept {path}: not made by {task}, or changed since");
        }

        foreach (var node in nodes.Where(n => n.Declaration.UpdatesOutputs))
            Console.Out.WriteLine($"kept {string.Join(", ", node.Declaration.Outputs)}: {node.Name} updates them in place");
        if (cleaned.Count == 0) Console.Out.WriteLine("nothing to remove: no outputs of these tasks are on record");
        return new();
    }
}
