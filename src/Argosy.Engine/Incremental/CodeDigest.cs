using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Engine.Incremental;

/// <summary>The digest of the code that runs the tasks: when it changes, no older result is valid.</summary>
internal static class CodeDigest
{
    /// <summary>Covers the engine's assemblies, the script's lines, and its references: assemblies by content, with
    /// those in the same folder, and packages by address.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="code">The script and the tool.</param>
    /// <param name="files">Has the digests of unchanged files.</param>
    public static Digest Of(string root, CodeSources code, FileDigests files)
    {
        var text = new StringBuilder();
        text.Append(code.Tool).Append('\n');
        var folders = new SortedSet<string>(StringComparer.Ordinal)
        {
            Path.GetDirectoryName(typeof(CodeDigest).Assembly.Location)!
        };
        AddScript(text, code, root, files, folders);
        // By name and not by path: the project has another path on another machine.
        var assemblies = folders.SelectMany(f => Directory.Exists(f) ? Directory.EnumerateFiles(f, "*.dll") : [])
            .Select(f => files.TryOf(f) is { } digest ? $"{Path.GetFileName(f)} {digest.Hex}" : "")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var assembly in assemblies) text.Append(assembly).Append('\n');
        return Digest.Of(text.ToString());
    }

    private static void AddScript(
        StringBuilder text, CodeSources code, string root, FileDigests files, SortedSet<string> folders)
    {
        // "#line" has the full path of a line, which must not affect the digest.
        foreach (var line in code.Lines.Where(l => !l.StartsWith("#line ", StringComparison.Ordinal)))
            text.Append(line).Append('\n');
        foreach (var (kind, values) in code.Settings) Add(text, kind, values);
        foreach (var reference in code.References.Order(StringComparer.Ordinal))
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
        foreach (var value in values.Order(StringComparer.Ordinal))
            text.Append(kind).Append(' ').Append(value).Append('\n');
    }
}
