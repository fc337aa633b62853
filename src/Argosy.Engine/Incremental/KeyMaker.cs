using System.Runtime.InteropServices;
using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Engine.Graph;

namespace Argosy.Engine.Incremental;

/// <summary>Writes tasks' actions in their canonical form.</summary>
internal sealed class KeyMaker(
    IRunArguments arguments, Digest code, FileDigests files, InputFiles inputs, ToolIdentities tools)
{
    private static readonly string s_machine = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
    private static readonly Platforms.Architecture? s_here = Platforms.Architecture.TryFind(s_machine);

    [ThreadStatic]
    private static List<InputFile>? s_found;

    private readonly string _code = code.Hex;

    /// <summary>The architecture of this machine's programs, by its name in the model.</summary>
    public static string Machine => s_machine;

    /// <summary>A task has run: files and tools may have changed.</summary>
    public void Refresh()
    {
        inputs.Refresh();
        tools.Refresh();
    }

    /// <summary>Writes everything that determines the task's result. Errors ARG0758 and ARG0759: a glob or a tool that
    /// matches nothing.</summary>
    /// <param name="form">Is started again.</param>
    /// <param name="node">An incremental task, whose dependencies have ended.</param>
    /// <param name="stateOf">A dependency's result.</param>
    /// <param name="sink">Keeps the folders of input trees, to explain the next difference.</param>
    /// <returns>When the inputs that it read were last written.</returns>
    public InputStamps Write(
        ActionFingerprint form, TaskNode node, Func<TaskNode, TaskState?> stateOf, TreeSink? sink = null)
    {
        var declaration = node.Declaration;
        form.Begin();
        form.Add(FieldKind.Task, "", node.Name);
        form.Add(FieldKind.Platform, "", (declaration.Architecture ?? s_here)?.DotnetRid ?? s_machine);
        form.Add(FieldKind.Code, "", _code);
        foreach (var name in Sorted(declaration.Arguments))
        {
            if (arguments.Has(name)) form.Add(FieldKind.Argument, name, Hidden(name, arguments.ValuesOf(name)));
        }

        foreach (var name in Sorted(declaration.Variables))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                form.Add(FieldKind.Variable, name, Hidden(name, [value]));
        }

        for (var i = 0; i < declaration.Values.Count; i++) form.Add(FieldKind.Value, Place(i), declaration.Values[i]);
        WriteTools(form, node);
        var stamps = default(InputStamps);
        if (declaration.Inputs.Count + declaration.OptionalInputs.Count > 0)
        {
            var found = InputsOf(node);
            form.AddInputs(found, sink);
            foreach (var input in found) stamps = stamps.With(input.Path, input.Modified);
        }

        WriteResults(form, node, stateOf);
        return stamps;
    }

    /// <summary>An aggregate's result: the results of all its parts.</summary>
    public static string? ResultOf(TaskNode composite, Func<TaskNode, TaskState?> stateOf)
    {
        var form = new ActionFingerprint();
        return WriteResults(form, composite, stateOf) == 0 ? null : form.Key.ToString();
    }

    private static int WriteResults(ActionFingerprint form, TaskNode node, Func<TaskNode, TaskState?> stateOf)
    {
        if (node.Dependencies.Count + node.Given.Count == 0) return 0;
        TaskNode[] sorted = [.. node.Dependencies, .. node.Given];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var count = 0;
        foreach (var before in sorted)
        {
            if (stateOf(before)?.Result is not { } result) continue;
            form.Add(FieldKind.Dependency, before.Name, result);
            count++;
        }

        return count;
    }

    private void WriteTools(ActionFingerprint form, TaskNode node)
    {
        var declaration = node.Declaration;
        if (declaration.Tools.Count + declaration.OptionalTools.Count == 0) return;
        foreach (var tool in Sorted([.. declaration.Tools, .. declaration.OptionalTools]))
        {
            var digest = declaration.VersionedTools.Contains(tool) ? tools.WithVersion(tool) : tools.Of(tool);
            if (digest == ToolIdentities.Absent && declaration.Tools.Contains(tool))
                throw MissingNames.Tool(node, tool);
            form.Add(FieldKind.Tool, NameOf(tool), digest);
        }
    }

    // Sorted by path. The task's own outputs are none of its inputs, even if its globs match them. The list is this
    // thread's.
    private List<InputFile> InputsOf(TaskNode node)
    {
        var (declaration, found) = (node.Declaration, s_found ??= []);
        found.Clear();
        // Both lists together, since the exclusions of each apply to both.
        IReadOnlyList<string> globs = declaration.OptionalInputs.Count == 0
            ? declaration.Inputs
            : [.. declaration.Inputs, .. declaration.OptionalInputs];
        inputs.Read(globs, files, found, glob => MissingNames.Refuse(node, glob));
        if (found.Count > 0 && declaration.Outputs.Count > 0) found.RemoveAll(f => IsOwn(f.Path, declaration.Outputs));
        return found;
    }

    private static bool IsOwn(string path, IReadOnlyList<string> outputs)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            if (PathText.IsWithin(path, outputs[i])) return true;
        }

        return false;
    }

    // Values from the environment and arguments may be secrets: no record and no cache has them. Each value with its
    // length, so that a,b differs from a and b.
    private static string Hidden(string name, ICollection<string> values)
    {
        var text = new StringBuilder($"{name.Length}:{name}");
        foreach (var value in values) text.Append($" {value.Length}:{value}");
        return Digest.Of(text.ToString()).Hex;
    }

    // A tool's path differs between machines; its content identifies it.
    private static string NameOf(string tool) => tool[(tool.LastIndexOf('/') + 1)..];

    private static string Place(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string> names) =>
        names.Count < 2 ? names : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
