using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian;

/// <summary>.debs by content, shared by every build of this user.</summary>
/// <remarks>A file gets its name only when it is complete, by a rename, so that builds can share the folder without
/// locks; and every file is hashed before use, so that a damaged one is fetched again.</remarks>
internal sealed class DebCache(string folder)
{
    /// <summary>The path of the .deb with that content, or null; one with other content is removed.</summary>
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
            // Missing, or just removed by another build.
        }

        return null;
    }

    /// <summary>Adds a file; the caller has hashed it.</summary>
    public void Adopt(string file, Digest digest) => AtomicFile.Write(PathOf(digest), stream =>
    {
        using var source = File.OpenRead(file);
        source.CopyTo(stream);
    });

    private string PathOf(Digest digest) => Path.Combine(folder, digest.Hex[..2], $"{digest.Hex}.deb");
}
