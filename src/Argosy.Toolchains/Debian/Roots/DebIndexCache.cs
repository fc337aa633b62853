using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>Indexes of .debs by the packages' content: each package is read for its index once.</summary>
/// <param name="folder">Where they are; only this user may write to it (ARG0278).</param>
internal sealed class DebIndexCache(string folder)
{
    /// <summary>The index of a package.</summary>
    public async Task<DebIndex> OfAsync(Digest digest, DebArchive archive, CancellationToken cancellation)
    {
        PrivateFolder.Require(folder);
        var path = Path.Combine(folder, digest.Hex[..2], $"{digest.Hex}.{DebIndexFile.Form}");
        if (File.Exists(path) && DebIndexFile.TryRead(digest, await File.ReadAllBytesAsync(path, cancellation))
            is { } known)
            return known;
        var index = await DebIndex.ReadAsync(archive, cancellation);
        var bytes = DebIndexFile.Write(digest, index);
        AtomicFile.Write(path, stream => stream.Write(bytes));
        // Contents are readable once: the caller gets an unread copy.
        return DebIndexFile.TryRead(digest, bytes)!;
    }
}
