using System.Text;
using Argosy.Artifacts;

namespace Cake.Argosy.Module.Incremental;

/// <summary>Tells whether outputs are still as the task left them: names, sizes and times, so that it costs no read.
/// </summary>
/// <remarks>It guards against deleting and editing by hand; what a result is worth downstream is the action key's part.
/// </remarks>
internal static class OutputSignature
{
    /// <summary>A digest over all entries below these paths, or null where one of the paths is missing.</summary>
    public static Digest? TryCompute(string root, IEnumerable<string> outputs)
    {
        var text = new StringBuilder();
        foreach (var output in outputs)
        {
            var full = Path.Combine(root, output);
            if (File.Exists(full)) Append(text, output, new FileInfo(full));
            else if (Directory.Exists(full)) Walk(text, new DirectoryInfo(full), output);
            else return null;
        }

        return Digest.Of(text.ToString());
    }

    private static void Walk(StringBuilder text, DirectoryInfo folder, string shown)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo below && below.LinkTarget is null) Walk(text, below, $"{shown}/{below.Name}");
            else Append(text, $"{shown}/{entry.Name}", entry);
        }
    }

    private static void Append(StringBuilder text, string name, FileSystemInfo entry)
    {
        if (entry.LinkTarget is { } target) text.Append(name).Append(" -> ").Append(target).Append('\n');
        else if (entry is FileInfo file)
            text.Append(name).Append(' ').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
    }
}
