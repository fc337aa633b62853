using System.Text;
using Argosy.Artifacts;
using Cake.Argosy.Module.Declarations;

namespace Cake.Argosy.Module.Incremental;

/// <summary>What decides a task's result, as one digest. Content, never time stamps.</summary>
internal readonly record struct ActionKey(Digest Digest)
{
    private const string Schema = "argosy-action/1";

    /// <summary>The key of an incremental task.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="declaration">Its inputs and values.</param>
    /// <param name="code">Digest of the code that runs it.</param>
    /// <param name="dependencies">Name and key of each dependency that has one.</param>
    public static ActionKey Of(
        string root, string task, TaskDeclaration declaration, Digest code, IEnumerable<(string Name, ActionKey Key)> dependencies)
    {
        var text = new StringBuilder();
        Line(text, "schema", Schema);
        Line(text, "task", task);
        Line(text, "code", code.Hex);
        foreach (var value in declaration.Values) Line(text, "value", value);
        foreach (var file in InputFiles.Find(root, declaration.Inputs))
        {
            var full = Path.Combine(root, file);
            var executable = (File.GetUnixFileMode(full) & UnixFileMode.UserExecute) != 0;
            Line(text, executable ? "program" : "file", file, Digest.OfFile(full).Hex);
        }

        foreach (var (name, key) in dependencies.OrderBy(d => d.Name, StringComparer.Ordinal))
            Line(text, "after", name, key.Digest.Hex);
        return new(Digest.Of(text.ToString()));
    }

    /// <summary>The key of a composite task: its dependencies'.</summary>
    public static ActionKey OfEdges(string task, IEnumerable<(string Name, ActionKey Key)> dependencies)
    {
        var text = new StringBuilder();
        Line(text, "edges", task);
        foreach (var (name, key) in dependencies.OrderBy(d => d.Name, StringComparer.Ordinal))
            Line(text, "after", name, key.Digest.Hex);
        return new(Digest.Of(text.ToString()));
    }

    // Lengths before the fields: no two different lists of fields give the same text.
    private static void Line(StringBuilder text, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields) text.Append(field.Length).Append(':').Append(field).Append(' ');
        text.Append('\n');
    }
}
