using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Module.Scheduling;

/// <summary>Refuses what a run could only stumble over later, before anything runs.</summary>
internal static class DeclarationCheck
{
    /// <summary>ARG0712: a path outside of the project. ARG0713: outputs that overlap. ARG0714: an input that isn't there
    /// and that no task makes. All at once, but for overlaps.</summary>
    public static void Run(IReadOnlyList<TaskNode> nodes, OutputIndex outputs, string root)
    {
        var wrong = new List<Diagnosis>();
        foreach (var node in nodes)
        {
            AddOutside(wrong, node, node.Declaration.Outputs);
            AddOutside(wrong, node, node.Declaration.Inputs);
            AddOutside(wrong, node, node.Declaration.OptionalInputs);
            foreach (var input in node.Declaration.Inputs)
            {
                if (IsMissing(input, outputs, root)) wrong.Add(Missing(node, input));
            }
        }

        if (wrong.Count > 0) throw new ArgosyException(wrong);
        OutputIndex.RefuseOverlaps(nodes);
    }

    private static void AddOutside(List<Diagnosis> wrong, TaskNode node, IReadOnlyList<string> paths)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            if (IsOutside(paths[i])) wrong.Add(Outside(node, paths[i]));
        }
    }

    private static bool IsOutside(string path) =>
        path.Length == 0 || path[0] == '/' || (path.Contains("..", StringComparison.Ordinal) && path.TrimStart('!').Split('/').Contains(".."));

    private static bool IsMissing(string input, OutputIndex outputs, string root) =>
        !IsOutside(input) && input[0] != '!' && !Glob.IsPattern(input) && !outputs.IsMade(input) && !File.Exists($"{root}/{input}");

    private static Diagnosis Outside(TaskNode node, string path) => new("ARG0712", new($"task {node.Name}"),
        $"'{path}' is not a path within the project", "Write it relative to the project's folder, without '..'.");

    private static Diagnosis Missing(TaskNode node, string input) => new("ARG0714", new($"task {node.Name}"),
        Directory.Exists(input) ? $"its input {input} is a folder" : $"its input {input} isn't there, and no task makes it",
        Directory.Exists(input) ? $"Write {input}/**." : "Mend the path, or declare it as another task's output; what may be absent goes into InputsIfPresent.");
}
