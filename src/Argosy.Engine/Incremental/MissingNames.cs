using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Incremental;

/// <summary>Rejects declarations that match nothing: a misspelt glob would leave its files out of the key.</summary>
/// <remarks>Checked when the task is due, not before the run: its predecessors may make the files.</remarks>
internal static class MissingNames
{
    /// <summary>Error ARG0758, unless the glob's files are optional or a predecessor makes files that it
    /// matches.</summary>
    public static void Refuse(TaskNode node, string glob)
    {
        if (!node.Declaration.Inputs.Contains(glob) || IsMadeBefore(node, glob)) return;
        throw new ArgosyException(new Diagnostic("ARG0758", new($"task {node.Name}"),
            $"its input {glob} names no file",
            "Correct the glob. Declare files that may be absent with InputsIfPresent."));
    }

    /// <summary>Error ARG0759.</summary>
    public static ArgosyException Tool(TaskNode node, string tool) => new(new Diagnostic(
        "ARG0759", new($"task {node.Name}"),
        tool.Contains('/', StringComparison.Ordinal)
            ? $"its tool {tool} isn't there"
            : $"its tool {tool} isn't on PATH",
        tool.Contains('/', StringComparison.Ordinal)
            ? "Correct the path, which is relative to the project's folder. "
                + "Declare a tool that may be absent with UsesIfPresent."
            : $"Install it; write a file of the project as ./{tool}. "
                + "Declare a tool that may be absent with UsesIfPresent."));

    private static bool IsMadeBefore(TaskNode node, string glob)
    {
        var makers = new List<string>();
        new OutputIndex(node.Dependencies.Concat(node.Given).Select(n => n.Task)).AddMakersOf(glob, makers);
        return makers.Count > 0;
    }
}
