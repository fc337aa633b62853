using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Ownership;

/// <summary>Removes entries that a build owns, name by name, so that nothing else is removed.</summary>
internal static class OutputRemoval
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int NotEmpty = 39; // ENOTEMPTY

    /// <summary>Removes these; a folder is kept while it has other entries.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="found">A folder precedes its contents.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0246: the system refuses.</exception>
    internal static void Remove(string root, IReadOnlyList<OutputSurvey.Found> found)
    {
        foreach (var (path, status, _) in found)
        {
            if (status.IsFolder && (BlobName.ModeOf(status.Mode) & Own) != Own)
                _ = Posix.TrySetMode($"{root}/{path}", BlobName.ModeOf(status.Mode) | Own);
        }

        // Files on all processors: their number determines the time.
        EachFile.Do(
            [.. found.Where(f => !f.Status.IsFolder)], f => Demand(Posix.TryUnlink($"{root}/{f.Path}"), f.Path),
            CancellationToken.None);
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (!found[i].Status.IsFolder) continue;
            var error = Posix.TryRemoveFolder($"{root}/{found[i].Path}");
            if (error != NotEmpty) Demand(error, found[i].Path);
        }
    }

    private static void Demand(int error, string path)
    {
        if (error is 0 or Posix.NoSuchEntry) return;
        throw OwnershipFault.Stuck(path, System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(error));
    }
}
