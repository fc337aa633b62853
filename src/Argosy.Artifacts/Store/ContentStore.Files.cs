using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

public sealed partial class ContentStore
{
    private string PathOf(BlobName name) => $"{_blobs}/{name}";

    private static bool Holds(string blob, long size, UnixFileMode mode) =>
        Posix.TryStatus(blob, follow: false) is { IsFile: true } status && status.Size == size && BlobName.ModeOf(status.Mode) == mode;

    // The path of a temporary file, on the blobs' file system.
    private string NewPartial()
    {
        var partial = _partial;
        if (SharedFolder.IsShared(folder)) SharedFolder.MakePrivate(folder, partial = $"{_partial}-{Posix.CurrentUser()}");
        else SharedFolder.Make(folder, partial);
        return $"{partial}/{Guid.NewGuid():N}";
    }

    // Replaces a blob of that name atomically, so that readers never see none or a partial one.
    private void Publish(string partial, string blob)
    {
        SharedFolder.Make(folder, Path.GetDirectoryName(blob)!);
        Posix.Demand(Posix.TryRename(partial, blob), blob);
    }

    // It still exists after a failure, or if it and the blob were two names of one file.
    private static void Discard(string partial)
    {
        if (partial.Length > 0) Leftovers.TryRemove(partial);
    }

    private void InStore(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Unkept(folder, e);
        }
    }
}
