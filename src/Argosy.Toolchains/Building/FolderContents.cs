namespace Argosy.Toolchains.Building;

/// <summary>Lists what is in a folder and its folders.</summary>
internal static class FolderContents
{
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
