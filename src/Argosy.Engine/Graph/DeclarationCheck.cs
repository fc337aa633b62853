using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Graph;

/// <summary>Rejects invalid declarations before anything runs.</summary>
internal static class DeclarationCheck
{
    /// <summary>ARG0712: a path outside of the project. ARG0713: outputs that overlap. ARG0714: an input that doesn't
    /// exist and that no task makes. ARG0760: an input that is the task's own output. ARG0761: an output with a
    /// wildcard. ARG0762: an output that contains the engine's own files. All reported together, except
    /// overlaps.</summary>
    public static void Run(IReadOnlyList<TaskNode> nodes, OutputIndex outputs, string root)
    {
        var wrong = new List<Diagnostic>();
        foreach (var node in nodes)
        {
            AddOutside(wrong, node, node.Declaration.Outputs);
            AddOutside(wrong, node, node.Declaration.Inputs);
            AddOutside(wrong, node, node.Declaration.OptionalInputs);
            foreach (var input in node.Declaration.Inputs)
            {
                if (IsMissing(input, outputs, root)) wrong.Add(Missing(node, input, root));
            }

            if (node.Declaration.Outputs.Count > 0) AddOutputs(wrong, node);
        }

        if (wrong.Count > 0) throw new ArgosyException(wrong);
        OutputIndex.RefuseOverlaps(nodes);
    }

    private static void AddOutputs(List<Diagnostic> wrong, TaskNode node)
    {
        foreach (var output in node.Declaration.Outputs)
        {
            if (output.AsSpan().ContainsAny('*', '?')) wrong.Add(Wildcard(node, output));
            // Outputs with such a file in them would change after every run.
            if (MayBeEngines(output)
                && EngineFiles.All.FirstOrDefault(e => PathText.IsWithin(e, output) || PathText.IsWithin(output, e))
                    is { } engines)
                wrong.Add(Engines(node, output, engines));
            AddOwn(wrong, node, node.Declaration.Inputs, output);
            AddOwn(wrong, node, node.Declaration.OptionalInputs, output);
        }
    }

    private static bool MayBeEngines(string output) =>
        output.StartsWith("artifacts", StringComparison.Ordinal)
            || output.StartsWith(".argosy", StringComparison.Ordinal);

    private static void AddOwn(List<Diagnostic> wrong, TaskNode node, IReadOnlyList<string> inputs, string output)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (PathText.IsWithin(inputs[i], output) && !Glob.IsPattern(inputs[i]))
                wrong.Add(Own(node, inputs[i], output));
        }
    }

    private static void AddOutside(List<Diagnostic> wrong, TaskNode node, IReadOnlyList<string> paths)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            if (IsOutside(paths[i])) wrong.Add(Outside(node, paths[i]));
        }
    }

    private static bool IsOutside(string path) =>
        path.Length == 0 || path[0] == '/' || path == "."
            || (path.Contains("..", StringComparison.Ordinal)
                && path.TrimStart('!').Split('/').Contains(".."));

    private static bool IsMissing(string input, OutputIndex outputs, string root) =>
        !IsOutside(input) && input[0] != '!' && !Glob.IsPattern(input)
            && !outputs.IsMade(input) && !File.Exists($"{root}/{input}");

    private static Diagnostic Outside(TaskNode node, string path) => new("ARG0712", new($"task {node.Name}"),
        $"'{path}' is not a path within the project", "Write it relative to the project's folder, without '..'.");

    private static Diagnostic Own(TaskNode node, string input, string output) => new(
        "ARG0760", new($"task {node.Name}"),
        input == output
            ? $"{input} is both its input and its output"
            : $"its input {input} lies within its own output {output}",
        "Write the result to another path: what a task makes can't decide whether it is up to date.");

    private static Diagnostic Wildcard(TaskNode node, string output) => new("ARG0761", new($"task {node.Name}"),
        $"its output '{output}' has a wildcard", "Name the folder that the files lie in, or each file.");

    private static Diagnostic Engines(TaskNode node, string output, string engines) => new(
        "ARG0762", new($"task {node.Name}"),
        $"its output {output} and {engines}, which the engine writes, lie in one another",
        "Choose a folder of the task's own.");

    private static Diagnostic Missing(TaskNode node, string input, string root) => new(
        "ARG0714", new($"task {node.Name}"),
        Directory.Exists($"{root}/{input}")
            ? $"its input {input} is a folder"
            : $"its input {input} isn't there, and no task makes it",
        Directory.Exists($"{root}/{input}")
            ? $"Write {input}/**."
            : "Fix the path, or declare it as another task's output; what may be absent goes into InputsIfPresent.");
}
