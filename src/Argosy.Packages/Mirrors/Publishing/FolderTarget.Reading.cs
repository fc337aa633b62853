using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Packages.Mirrors.Publishing;

public sealed partial class FolderTarget
{
    /// <inheritdoc />
    public Task<IReadOnlyList<StoredMirror>> ListAsync(CancellationToken cancellation)
    {
        var mirrors = new List<StoredMirror>();
        Guard(() =>
        {
            foreach (var folder in FoldersOf(TargetLayout.Snapshots))
            {
                var below = FoldersOf($"{TargetLayout.Snapshots}/{folder}").ToList();
                // A mirror's own name may have two parts.
                if (below.Any(b => File.Exists(At($"{TargetLayout.Snapshot(folder, b)}/{TargetLayout.Header}"))))
                    mirrors.Add(Read(folder));
                else mirrors.AddRange(below.Select(b => Read($"{folder}/{b}")));
            }
        });
        return Task.FromResult<IReadOnlyList<StoredMirror>>(
            [.. mirrors.Where(m => m.Snapshots.Count > 0).OrderBy(m => m.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc />
    public async Task<byte[]?> FindAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(At(path), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TargetFault.Unusable(root, e.Message, e);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyCollection<Digest>> ListContentAsync(CancellationToken cancellation)
    {
        var digests = new List<Digest>();
        Guard(() => digests.AddRange(FoldersOf(TargetLayout.Store)
            .SelectMany(f => FolderListing.Read(At($"{TargetLayout.Store}/{f}")))
            .Select(e => Digest.TryParse(e.Name)).OfType<Digest>()));
        return Task.FromResult<IReadOnlyCollection<Digest>>(digests);
    }

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, FoundFile>> ReadTreeAsync(
        string folder, IReadOnlyCollection<string> hashed, CancellationToken cancellation) =>
        Task.Run<IReadOnlyDictionary<string, FoundFile>>(() =>
        {
            var found = new Dictionary<string, FoundFile>(StringComparer.Ordinal);
            Guard(() =>
            {
                Walk(At(folder), "", found);
                foreach (var path in hashed)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (!found.TryGetValue(path, out var file) || file.Size < 0) continue;
                    // A publisher may remove it meanwhile.
                    if (DigestOf(At($"{folder}/{path}")) is { } digest) found[path] = file with { Digest = digest };
                    else found.Remove(path);
                }
            });
            return found;
        }, cancellation);

    private StoredMirror Read(string mirror)
    {
        var link = FileLinks.TryTarget(At(TargetLayout.ServedLink(mirror)));
        var snapshots = new List<StoredSnapshot>();
        foreach (var id in FoldersOf($"{TargetLayout.Snapshots}/{mirror}"))
        {
            var folder = At(TargetLayout.Snapshot(mirror, id));
            var header = BytesOf(Path.Combine(folder, TargetLayout.Header));
            // A publisher may remove it meanwhile.
            if (header is null && !Directory.Exists(folder)) continue;
            snapshots.Add(new(mirror, id, Encoding.UTF8.GetString(header ?? []),
                BytesOf(Path.Combine(folder, TargetLayout.Signature)),
                !File.Exists(Path.Combine(folder, TargetLayout.Unretained))));
        }

        return new(mirror, link is null ? null : TargetLayout.IdOf(mirror, link),
            [.. snapshots.OrderBy(s => s.Number).ThenBy(s => s.Id, StringComparer.Ordinal)]);
    }

    private static byte[]? BytesOf(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static Digest? DigestOf(string file)
    {
        try
        {
            return Digest.TryOfFile(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private IEnumerable<string> FoldersOf(string path) =>
        FolderListing.Read(At(path)).Where(e => e.Kind == FileKind.Folder && e.IsText).Select(e => e.Name);

    private static void Walk(string folder, string prefix, Dictionary<string, FoundFile> found)
    {
        foreach (var entry in FolderListing.Read(folder))
        {
            var path = prefix + entry.Name;
            if (entry.Kind == FileKind.Folder) Walk(Path.Combine(folder, entry.Name), $"{path}/", found);
            else found[path] = new(entry.Kind == FileKind.File ? entry.Size : -1, null);
        }
    }
}
