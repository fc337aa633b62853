using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Release.Contents;
using Argosy.Release.Reproduction;
using Argosy.Release.Signing;
using Argosy.Release.Versions;

namespace Argosy.Release;

/// <summary>Writes the folder of a release: staged beside its place and then renamed, so that a publisher sees a whole
/// one.</summary>
/// <param name="settings">The run.</param>
/// <param name="version">What is released.</param>
/// <param name="builder">The URI of the builder.</param>
/// <param name="key">Signs the checksums and the provenance.</param>
internal sealed class ReleaseWriter(BuildSettings settings, ReleaseVersion version, string builder, SigningKey key)
{
    private const string NotesName = "notes.md";

    /// <summary>Writes all files, and replaces the folder.</summary>
    public async Task<ReleaseDocument> WriteAsync(
        string target, IReadOnlyList<ReleaseItem> items, IReadOnlyList<ReleaseImage> images, string notes,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(target);
        var files = new ReleaseCollector(settings, version.Commit, staged.Path);
        await files.AddAsync(items, cancellation);
        files.Add(NotesName, ReleaseFileKind.Notes, notes);
        if (ReproductionReport.FindText(settings.Paths, version.Commit) is { } reproduction)
            files.Add(ReproductionReport.FileName, ReleaseFileKind.Reproduction, reproduction);
        var subjects = files.Files.Select(f => (f.Name, f.Digest))
            .Concat(images.Select(i => (i.Name, Digest.TryParse(i.Digest)!.Value)));
        files.Add(ReleaseProvenance.FileName, ReleaseFileKind.Provenance, Provenance().Write(subjects, key));
        var list = Checksums.Write(files.Files.Select(f => (f.Name, f.Digest)));
        files.Add(Checksums.FileName, ReleaseFileKind.Checksums, list);
        files.Add(Checksums.SignatureName, ReleaseFileKind.Signature, key.SignDer(list));
        files.Add(Checksums.KeyName, ReleaseFileKind.PublicKey, key.Public.Pem);
        var document = new ReleaseDocument(version.Text, version.Tag, version.Commit, version.Version.IsPrerelease,
            [.. files.Files.OrderBy(f => f.Name, StringComparer.Ordinal)])
        {
            Images = images,
        };
        await File.WriteAllBytesAsync(
            Path.Combine(staged.Path, ReleaseDocument.FileName), document.Write(), cancellation);
        cancellation.ThrowIfCancellationRequested();
        staged.Publish();
        return document;
    }

    private ReleaseProvenance Provenance() => new(version.Text, version.Tag, version.Commit, builder)
    {
        Architectures = [.. settings.Architectures.Select(a => a.Name)],
        SourceDate = settings.SourceDate.Time,
        Inputs =
        [
            .. new InputFiles(settings.Root).Find([Model.FileName, "locks/**"])
                .Select(f => new BuildInput(f, Digest.OfFile(Path.Combine(settings.Root, f)))),
        ],
    };
}
