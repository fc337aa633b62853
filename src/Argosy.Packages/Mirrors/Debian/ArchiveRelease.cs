using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Apt;
using Argosy.Platforms;

namespace Argosy.Packages.Mirrors.Debian;

/// <summary>The debs of one release.</summary>
/// <param name="Distribution">The release.</param>
/// <param name="Debs">The debs' paths, in any order.</param>
public sealed record ArchiveRelease(Distribution Distribution, IReadOnlyList<string> Debs);

/// <summary>What an archive says of itself.</summary>
/// <param name="Origin">The project's name.</param>
/// <param name="Architectures">The architectures that need an index, even an empty one: apt requests its own.</param>
/// <param name="Date">The archive's date: the source date.</param>
public sealed record ArchiveSettings(string Origin, IReadOnlyList<Architecture> Architectures, DateTimeOffset Date)
{
    /// <summary>How long apt takes it for valid after its date; null for ever.</summary>
    public TimeSpan? ValidFor { get; init; }

    /// <summary>The key to sign with; null for an archive that isn't signed.</summary>
    public ArchiveKey? Key { get; init; }

    /// <summary>The text of a release's <c>Release</c> file.</summary>
    /// <param name="distribution">The release.</param>
    /// <param name="indexes">The content of each index, by its path in the release's folder.</param>
    internal string ReleaseOf(Distribution distribution, SortedDictionary<string, byte[]> indexes)
    {
        var names = string.Join(' ', Architectures.Where(distribution.Carries).Select(a => a.DebianName));
        var release = new StringBuilder($"Origin: {Origin}\nLabel: {Origin}\nSuite: {distribution.Codename}\n")
            .Append($"Codename: {distribution.Codename}\nDate: {Date.UtcDateTime:R}\n");
        if (ValidFor is { } time) release.Append($"Valid-Until: {(Date + time).UtcDateTime:R}\n");
        // Each architecture's index has the packages for all architectures, too.
        release.Append("Acquire-By-Hash: yes\nNo-Support-for-Architecture-all: Packages\n")
            .Append($"Architectures: {names}\nComponents: {AptArchive.Component}\nSHA256:\n");
        foreach (var (path, content) in indexes) release.Append($" {Digest.Of(content).Hex} {content.Length} {path}\n");
        return release.ToString();
    }
}
