using System.Text;
using Argosy.Artifacts;

namespace Argosy.Toolchains.CMake;

/// <summary>The state of a folder of packages, without reading files: every path with its size and time of
/// change.</summary>
internal static class FolderTree
{
    /// <summary>Its digest; equal if nothing was added, removed or rewritten.</summary>
    public static string Fingerprint(string folder)
    {
        var text = new StringBuilder();
        foreach (var entry in Below(new(folder)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            text.Append(Path.GetRelativePath(folder, entry.FullName)).Append(' ').Append(entry.LinkTarget)
                .Append(' ').Append(entry is FileInfo file && file.LinkTarget is null ? file.Length : 0)
                .Append(' ').Append(entry.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return Digest.Of(text.ToString()).ToString();
    }

    /// <summary>Everything below a folder except folders themselves; links aren't followed, and these names are
    /// skipped.</summary>
    public static IEnumerable<FileSystemInfo> Below(DirectoryInfo folder, params IReadOnlyList<string> without)
    {
        if (!folder.Exists) yield break;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (without.Contains(entry.Name) || without.Contains(entry.FullName)) continue;
            if (entry is DirectoryInfo { LinkTarget: null } inner)
            {
                foreach (var below in Below(inner, without)) yield return below;
            }
            else
            {
                yield return entry;
            }
        }
    }
}
