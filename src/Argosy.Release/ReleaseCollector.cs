using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Release.Contents;
using Argosy.Release.Sboms;
using Argosy.Release.Versions;

namespace Argosy.Release;

/// <summary>Puts the files of a release into one folder: the same artifacts always give the same bytes.</summary>
/// <param name="settings">The run.</param>
/// <param name="commit">The commit whose sources are packed.</param>
/// <param name="folder">Where they are put.</param>
internal sealed class ReleaseCollector(BuildSettings settings, string commit, string folder)
{
    private readonly List<ReleaseFile> _files = [];

    /// <summary>What was added until now.</summary>
    public IReadOnlyList<ReleaseFile> Files => _files;

    /// <summary>Copies and packs the files, and writes the bills of materials of packages.</summary>
    public async Task AddAsync(IReadOnlyList<ReleaseItem> items, CancellationToken cancellation)
    {
        var reader = new PackageReader(settings.Paths, ReleaseVersion.Declared(settings.Model));
        foreach (var item in items)
        {
            var path = Path.Combine(folder, item.Name);
            await CopyAsync(item, path, cancellation);
            Record(item.Name, item.Kind, item.Architecture);
            if (await reader.ReadAsync(item, path, cancellation) is { } contents) AddSboms(item.Name, contents);
        }
    }

    /// <summary>Writes a file.</summary>
    public void Add(string name, ReleaseFileKind kind, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(folder, name), content);
        Record(name, kind, null);
    }

    /// <summary>The same with a text.</summary>
    public void Add(string name, ReleaseFileKind kind, string content) =>
        Add(name, kind, Encoding.UTF8.GetBytes(content));

    private async Task CopyAsync(ReleaseItem item, string path, CancellationToken cancellation)
    {
        const string suffix = ".tar.gz";
        if (item.Kind is not (ReleaseFileKind.Native or ReleaseFileKind.Source))
        {
            File.Copy(item.Source, path);
            return;
        }

        var top = item.Name[..^suffix.Length];
        await using var file = File.Create(path);
        if (item.Kind == ReleaseFileKind.Native)
            Archives.PackNative(item.Source, top, settings.SourceDate.Seconds, file);
        else
            await Archives.PackSourceAsync(settings.Root, commit, top, file, cancellation);
    }

    private void AddSboms(string name, PackageContents contents)
    {
        var created = settings.SourceDate.Time;
        Add(name + CycloneDxPackage.Suffix, ReleaseFileKind.Sbom, CycloneDxPackage.Write(contents, created));
        Add(name + SpdxPackage.Suffix, ReleaseFileKind.Sbom, SpdxPackage.Write(contents, created));
    }

    private void Record(string name, ReleaseFileKind kind, Architecture? architecture)
    {
        var path = Path.Combine(folder, name);
        _files.Add(new(name, kind, Digest.OfFile(path).Hex, new FileInfo(path).Length,
            ReleaseItem.MediaTypeOf(kind, name))
        {
            Architecture = architecture?.Name,
        });
    }
}
