using System.Text;
using Argosy.Artifacts;

namespace Argosy.Toolchains.Building;

/// <summary>The state of a folder of packages by names, sizes and times of change; no file is read.</summary>
internal static class FolderState
{
    /// <summary>Its digest; equal if nothing was added, removed or rewritten.</summary>
    public static string Fingerprint(string folder)
    {
        var text = new StringBuilder();
        foreach (var entry in FolderContents.Below(new(folder)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            text.Append(Path.GetRelativePath(folder, entry.FullName)).Append(' ').Append(entry.LinkTarget)
                .Append(' ').Append(entry is FileInfo file && file.LinkTarget is null ? file.Length : 0)
                .Append(' ').Append(entry.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return Digest.Of(text.ToString()).ToString();
    }
}
