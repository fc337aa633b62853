using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Cake.Core.Packaging;
using Cake.Core.Scripting.Analysis;

namespace Cake.Argosy.Module.Incremental;

/// <summary>The digest of the code that runs the tasks: when it changes, no older result counts.</summary>
internal static class CodeDigest
{
    /// <summary>Over the assemblies beside the engine, the script's lines, and what it refers to: assemblies by content, with
    /// those that lie beside them, and packages by address.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="script">What Cake read; null where no script was.</param>
    /// <param name="files">Knows what hasn't changed.</param>
    public static Digest Of(string root, ScriptAnalyzerResult? script, FileDigests files)
    {
        var text = new StringBuilder();
        text.Append(typeof(Cake.Core.ICakeEngine).Assembly.GetName().Version).Append('\n');
        var folders = new SortedSet<string>(StringComparer.Ordinal) { Path.GetDirectoryName(typeof(CodeDigest).Assembly.Location)! };
        if (script is not null) AddScript(text, script, root, files, folders);
        // By name and not by path: the same project lies elsewhere on another machine.
        var assemblies = folders.SelectMany(f => Directory.Exists(f) ? Directory.EnumerateFiles(f, "*.dll") : [])
            .Select(f => files.TryOf(f) is { } digest ? $"{Path.GetFileName(f)} {digest.Hex}" : "")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var assembly in assemblies) text.Append(assembly).Append('\n');
        return Digest.Of(text.ToString());
    }

    private static void AddScript(
        StringBuilder text, ScriptAnalyzerResult script, string root, FileDigests files, SortedSet<string> folders)
    {
        // Where a line stands, which "#line" says with the whole path, decides nothing.
        foreach (var line in script.Lines.Where(l => !l.StartsWith("#line ", StringComparison.Ordinal))) text.Append(line).Append('\n');
        Add(text, "define", script.Defines);
        Add(text, "namespace", script.Namespaces);
        Add(text, "alias", script.UsingAliases);
        Add(text, "static", script.UsingStaticDirectives);
        Add(text, "package", script.Addins.Concat(script.Tools).Concat(script.Modules).Select(AddressOf));
        foreach (var reference in script.References.Order(StringComparer.Ordinal))
        {
            var path = Path.GetFullPath(reference, root);
            if (files.TryOf(path) is not { } digest)
            {
                Add(text, "reference", [reference]);
                continue;
            }

            Add(text, "reference", [$"{Path.GetFileName(path)} {digest.Hex}"]);
            folders.Add(Path.GetDirectoryName(path)!);
        }
    }

    private static void Add(StringBuilder text, string kind, IEnumerable<string> values)
    {
        foreach (var value in values.Order(StringComparer.Ordinal)) text.Append(kind).Append(' ').Append(value).Append('\n');
    }

    private static string AddressOf(PackageReference package) => package.OriginalString;
}
