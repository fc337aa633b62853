using System.Runtime.InteropServices;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module.Incremental;

/// <summary>Writes tasks' actions in their canonical form.</summary>
internal sealed class KeyMaker(
    ICakeArguments arguments, Digest code, FileDigests files, InputFiles inputs, ToolIdentities tools)
{
    private static readonly string s_machine = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
    private static readonly global::Argosy.Platforms.Architecture? s_here = global::Argosy.Platforms.Architecture.TryFind(s_machine);
    private readonly string _code = code.Hex;

    /// <summary>The architecture that this machine's programs run on, as the model names it.</summary>
    public static string Machine => s_machine;

    /// <summary>A task has run: folders may hold other files now.</summary>
    public void Refresh() => inputs.Refresh();

    /// <summary>Writes everything that decides the task's result.</summary>
    /// <param name="form">Is begun anew.</param>
    /// <param name="node">An incremental task, whose dependencies have ended.</param>
    /// <param name="stateOf">What a dependency gave.</param>
    public void Write(ActionForm form, TaskNode node, Func<TaskNode, TaskState?> stateOf)
    {
        var declaration = node.Declaration;
        form.Begin();
        form.Add(FieldKind.Task, "", node.Name);
        form.Add(FieldKind.Platform, "", (declaration.Architecture ?? s_here)?.DotnetRid ?? s_machine);
        form.Add(FieldKind.Code, "", _code);
        foreach (var name in Sorted(declaration.Arguments))
        {
            if (arguments.HasArgument(name)) form.Add(FieldKind.Argument, name, string.Join(',', arguments.GetArguments(name)));
        }

        foreach (var name in Sorted(declaration.Variables))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) form.Add(FieldKind.Variable, name, value);
        }

        for (var i = 0; i < declaration.Values.Count; i++) form.Add(FieldKind.Value, Place(i), declaration.Values[i]);
        foreach (var tool in Sorted(declaration.Tools)) form.Add(FieldKind.Tool, NameOf(tool), tools.Of(tool));
        WriteInputs(form, node);
        WriteResults(form, node, stateOf);
    }

    /// <summary>What an aggregate gives: all that its parts give.</summary>
    public static string? ResultOf(TaskNode composite, Func<TaskNode, TaskState?> stateOf)
    {
        var form = new ActionForm();
        return WriteResults(form, composite, stateOf) == 0 ? null : form.Key.ToString();
    }

    private static int WriteResults(ActionForm form, TaskNode node, Func<TaskNode, TaskState?> stateOf)
    {
        if (node.Dependencies.Count == 0) return 0;
        var sorted = node.Dependencies.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var count = 0;
        foreach (var before in sorted)
        {
            if (stateOf(before)?.Result is not { } result) continue;
            form.Add(FieldKind.After, before.Name, result);
            count++;
        }

        return count;
    }

    private void WriteInputs(ActionForm form, TaskNode node)
    {
        var declaration = node.Declaration;
        if (declaration.Inputs.Count + declaration.OptionalInputs.Count == 0) return;
        IReadOnlyList<string> globs = declaration.OptionalInputs.Count == 0
            ? declaration.Inputs
            : [.. declaration.Inputs, .. declaration.OptionalInputs];
        inputs.Read(globs, files, (path, content, isProgram) =>
            form.Add(isProgram ? FieldKind.Program : FieldKind.Input, path, content.Hex));
    }

    // A tool's place differs from machine to machine, its content says what it is.
    private static string NameOf(string tool) => tool[(tool.LastIndexOf('/') + 1)..];

    private static string Place(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string> names) =>
        names.Count < 2 ? names : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
