using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Release.Contents;
using Argosy.Release.Reproduction;
using Argosy.Release.Sboms;
using Argosy.Release.Signing;
using Argosy.Release.Versions;

namespace Argosy.Release;

/// <summary>Writes the folder of a release: staged beside its place and then renamed, so that a publisher sees a whole
/// one.</summary>
internal sealed class ReleaseWriter(BuildSettings settings, ReleaseVersion version, string builder, SigningKey key)
{
    private const string NotesName = "notes.md";

    // Signs or describes the others, which are in the list.
    private static readonly ReleaseFileKind[] s_unlisted =
        [ReleaseFileKind.Checksums, ReleaseFileKind.Signature, ReleaseFileKind.PublicKey];

    private readonly List<ReleaseFile> _files = [];

    public async Task<ReleaseDocument> WriteAsync(
        string target, IReadOnlyList<ReleaseItem> items, IReadOnlyList<ReleaseImage> images, string notes,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(target);
        foreach (var item in items) await AddAsync(staged.Path, item, cancellation);
        var reader = new PackageReader(settings.Paths, version.Text);
        foreach (var item in items)
        {
            var contents = await reader.ReadAsync(item, Path.Combine(staged.Path, item.Name), cancellation);
            if (contents is not null) AddSboms(staged.Path, item.Name, contents);
        }

        Add(staged.Path, NotesName, ReleaseFileKind.Notes, Encoding.UTF8.GetBytes(notes));
        if (ReproductionReport.FindText(settings.Paths, version.Commit) is { } reproduction)
            Add(staged.Path, ReproductionReport.FileName, ReleaseFileKind.Reproduction, reproduction);
        var subjects = _files.Select(f => (f.Name, f.Digest))
            .Concat(images.Select(i => (i.Name, Digest.TryParse(i.Digest)!.Value)));
        Add(staged.Path, ReleaseProvenance.FileName, ReleaseFileKind.Provenance, Provenance().Write(subjects, key));
        Sign(staged.Path);
        var document = new ReleaseDocument(version.Text, version.Tag, version.Commit, version.Version.IsPrerelease,
            [.. _files.OrderBy(f => f.Name, StringComparer.Ordinal)])
        {
            Images = images,
        };
        await File.WriteAllBytesAsync(
            Path.Combine(staged.Path, ReleaseDocument.FileName), document.Write(), cancellation);
        cancellation.ThrowIfCancellationRequested();
        staged.Publish();
        return document;
    }

    private async Task AddAsync(string folder, ReleaseItem item, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, item.Name);
        var top = item.Name[..^".tar.gz".Length];
        switch (item.Kind)
        {
            case ReleaseFileKind.Native:
                await using (var file = File.Create(path))
                    Archives.PackNative(item.Source, top, settings.SourceDate.Seconds, file);
                break;
            case ReleaseFileKind.Source:
                await using (var file = File.Create(path))
                    await Archives.PackSourceAsync(settings.Root, version.Commit, top, file, cancellation);
                break;
            default:
                File.Copy(item.Source, path);
                break;
        }

        Record(path, item.Kind, item.Architecture);
    }

    private void AddSboms(string folder, string name, PackageContents contents)
    {
        var created = settings.SourceDate.Time;
        Add(folder, name + CycloneDxPackage.Suffix, ReleaseFileKind.Sbom, CycloneDxPackage.Write(contents, created));
        Add(folder, name + SpdxPackage.Suffix, ReleaseFileKind.Sbom, SpdxPackage.Write(contents, created));
    }

    private void Sign(string folder)
    {
        var list = Checksums.Write(
            _files.Where(f => !s_unlisted.Contains(f.Kind)).Select(f => (f.Name, f.Digest)));
        Add(folder, Checksums.FileName, ReleaseFileKind.Checksums, list);
        Checksums.Sign(folder, list, key);
        Record(Path.Combine(folder, Checksums.SignatureName), ReleaseFileKind.Signature, null);
        Record(Path.Combine(folder, Checksums.KeyName), ReleaseFileKind.PublicKey, null);
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

    private void Add(string folder, string name, ReleaseFileKind kind, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        Record(path, kind, null);
    }

    private void Record(string path, ReleaseFileKind kind, Architecture? architecture)
    {
        var name = Path.GetFileName(path);
        _files.Add(new(name, kind, Digest.OfFile(path).Hex, new FileInfo(path).Length,
            ReleaseItem.MediaTypeOf(kind, name))
        {
            Architecture = architecture?.Name,
        });
    }
}
