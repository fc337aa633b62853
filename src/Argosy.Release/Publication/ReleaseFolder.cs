using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Publication;

/// <summary>A release on disk: <c>release.json</c> and the files that it lists.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Document">The document.</param>
public sealed record ReleaseFolder(string Path, ReleaseDocument Document)
{
    /// <summary>The only release below a folder, or the one of a version. Errors ARG0930 and ARG0962.</summary>
    /// <param name="releases">Such as <c>artifacts/release</c>.</param>
    /// <param name="version">Its version; null for the only one.</param>
    public static ReleaseFolder Open(string releases, string? version)
    {
        ArgumentNullException.ThrowIfNull(releases);
        if (version is null)
        {
            var all = FolderListing.Read(releases).Where(e => e.IsText)
                .Select(e => e.Name).Where(n => File.Exists(Of(n, ReleaseDocument.FileName))).ToList();
            version = all.Count == 1
                ? all[0]
                : throw new ArgosyException(new Diagnostic("ARG0962", new(releases),
                    all.Count == 0 ? "there is no release" : $"there are several releases: {string.Join(", ", all)}",
                    all.Count == 0 ? "Run --target=Release first." : "Choose one with --release-version=VERSION."));
        }

        var folder = System.IO.Path.Combine(releases, version);
        return new(folder, ReleaseDocument.Load(folder));

        string Of(params string[] parts) => System.IO.Path.Combine([releases, .. parts]);
    }

    /// <summary>The path of one of its files.</summary>
    public string At(ReleaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return System.IO.Path.Combine(Path, file.Name);
    }

    /// <summary>Compares all files with the document. Error ARG0950 for each that is missing or another.</summary>
    public void Check()
    {
        var wrong = Document.Files.Where(f => Digest.TryOfFile(At(f)) != f.Digest || new FileInfo(At(f)).Length != f.Size)
            .Select(f => new Diagnostic("ARG0950", new(At(f)),
                File.Exists(At(f)) ? $"it isn't the file that {ReleaseDocument.FileName} lists" : "it is missing",
                "Run --target=Release again: it writes the folder whole.")).ToList();
        if (wrong.Count > 0) throw new ArgosyException(wrong);
    }
}
