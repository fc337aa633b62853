using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian;

/// <summary>.debs by content, shared by every build of this user.</summary>
/// <remarks>A file gets its name only when it is whole, by a rename, so that builds may share the folder without
/// locks; and whatever lies there is hashed before it is used, so that a damaged file is fetched again.</remarks>
internal sealed class DebCache(string folder)
{
    /// <summary>Where a .deb of that content lies, or null; one with other content is removed.</summary>
    public string? TryFind(Digest digest)
    {
        var path = PathOf(digest);
        try
        {
            if (Digest.OfFile(path) == digest) return path;
            Leftovers.TryRemove(path);
        }
        catch (IOException)
        {
            // Not there, or just removed by another build.
        }

        return null;
    }

    /// <summary>Takes a file in; the caller has hashed it.</summary>
    public void Adopt(string file, Digest digest) => AtomicFile.Write(PathOf(digest), stream =>
    {
        using var source = File.OpenRead(file);
        source.CopyTo(stream);
    });

    private string PathOf(Digest digest) => Path.Combine(folder, digest.Hex[..2], $"{digest.Hex}.deb");
}
