using System.Text;

namespace Argosy.Processes.Trees;

/// <summary>Processes that a killed build left running: they could still write to the next build's outputs.</summary>
/// <remarks>Every process that a build starts inherits a variable with the build's folder. Nested builds append
/// theirs.</remarks>
public static class Orphans
{
    private const string Variable = "ARGOSY_BUILD_FOLDER";
    private const char Separator = ':';

    /// <summary>Marks all processes that this process will start as belonging to this folder's build.</summary>
    public static void Mark(string root)
    {
        var outer = Environment.GetEnvironmentVariable(Variable);
        if (outer?.Split(Separator).Contains(root) == true) return;
        Environment.SetEnvironmentVariable(Variable, outer is null ? root : $"{outer}{Separator}{root}");
    }

    /// <summary>Ends the processes that an earlier build in this folder left. The caller holds the folder's lock, so
    /// that none of them belongs to a running build; its own ancestors are spared.</summary>
    public static void End(string root)
    {
        var parents = ProcessTable.Parents();
        var spared = new HashSet<int>();
        for (var id = Environment.ProcessId; spared.Add(id) && parents.TryGetValue(id, out var parent);) id = parent;
        foreach (var (id, folder) in ProcessTable.All())
        {
            if (!spared.Contains(id) && IsMarked(folder, root)) Signals.Send(id, Signals.Kill);
        }
    }

    private static bool IsMarked(string folder, string root)
    {
        try
        {
            var variables = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "environ"))).Split('\0');
            return variables.FirstOrDefault(v => v.StartsWith(Variable + "=", StringComparison.Ordinal)) is { } mark
                && mark[(Variable.Length + 1)..].Split(Separator).Contains(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
