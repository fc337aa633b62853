using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Gives outputs that no cache keeps the modes that kept ones have, but for the owner's right to write.</summary>
public static class OutputModes
{
    /// <summary>Files become 0644, programs 0755, folders 0755 or 1777, whatever the umask was. What another user owns stays
    /// as it is.</summary>
    public static void Normalize(string root, IEnumerable<string> outputs)
    {
        foreach (var (path, status) in OutputWalk.All(root, outputs, CancellationToken.None))
        {
            if (status.IsLink) continue;
            var mode = BlobName.ModeOf(status.Mode);
            var normal = status.IsFolder ? BlobName.KeptFolder(mode) : BlobName.Unkept(mode);
            if (mode != normal) _ = Posix.TrySetMode($"{root}/{path}", normal);
        }
    }
}
