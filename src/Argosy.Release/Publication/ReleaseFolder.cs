using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Publication;

/// <summary>A release on disk: <c>release.json</c> and the files that it lists.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Document">The document.</param>
public sealed record ReleaseFolder(string Path, ReleaseDocument Document)
{
    /// <summary>Opens it. Error ARG0962 if there is none, ARG0930 if it can't be used.</summary>
    /// <param name="folder">Such as <c>artifacts/release/1.2.3</c>.</param>
    public static ReleaseFolder Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(System.IO.Path.Combine(folder, ReleaseDocument.FileName))
            ? new(folder, ReleaseDocument.Load(folder))
            : throw new ArgosyException(new Diagnostic(
                "ARG0962", new(folder), "there is no release to publish", "Run --target=Release first."));
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
        var wrong = Document.Files
            .Where(f => Digest.TryOfFile(At(f)) != f.Digest || new FileInfo(At(f)).Length != f.Size)
            .Select(f => new Diagnostic("ARG0950", new(At(f)),
                File.Exists(At(f)) ? $"it isn't the file that {ReleaseDocument.FileName} lists" : "it is missing",
                "Run --target=Release again: it writes the folder whole.")).ToList();
        if (wrong.Count > 0) throw new ArgosyException(wrong);
    }
}
