using System.IO.Compression;
using Argosy.Artifacts;

namespace Argosy.Release.Publication.NuGet;

/// <summary>Compares packages.</summary>
internal static class PackageContent
{
    // A feed may sign what it serves: one more entry.
    private const string Signature = ".signature.p7s";

    /// <summary>Whether a feed's package is the same as ours: the same bytes, or, besides the feed's signature, the
    /// same entries.</summary>
    /// <param name="ours">Our file.</param>
    /// <param name="theirs">The feed's, which can be read twice.</param>
    public static bool IsSame(string ours, Stream theirs)
    {
        if (Digest.Of(theirs) == Digest.OfFile(ours)) return true;
        theirs.Position = 0;
        try
        {
            using var file = File.OpenRead(ours);
            return Entries(file).SequenceEqual(Entries(theirs));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static List<(string Name, Digest Content)> Entries(Stream package)
    {
        using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        var entries = new List<(string, Digest)>();
        foreach (var entry in archive.Entries.Where(e => e.FullName != Signature)
            .OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var content = entry.Open();
            entries.Add((entry.FullName, Digest.Of(content)));
        }

        return entries;
    }
}
