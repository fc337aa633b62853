namespace Argosy.Images.Layers;

/// <summary>The files of packages in one file, for readers that need them in another order than the
/// packages'.</summary>
/// <remarks>Owns the file, which it removes; the contents in <see cref="Tree"/> are borrowed from it.</remarks>
internal sealed class ContentSpool : IDisposable
{
    private readonly FileStream _file;

    private ContentSpool(FileStream file) => _file = file;

    /// <summary>The same tree, with contents from the file.</summary>
    public LayerTree Tree { get; } = new();

    /// <summary>Copies the contents. Errors ARG0328 and ARG0329.</summary>
    /// <param name="tree">Any tree.</param>
    /// <param name="path">The file to use.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public static async Task<ContentSpool> OfAsync(LayerTree tree, string path, CancellationToken cancellation)
    {
        var spool = new ContentSpool(
            new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose));
        try
        {
            var places = new Dictionary<FileContent, FileContent>(ReferenceEqualityComparer.Instance);
            await PackagedReading.ReadAsync(
                tree.Entries.OfType<FileEntry>().Select(e => e.Content).OfType<PackagedContent>(),
                (content, stream) =>
                {
                    var offset = spool._file.Position;
                    stream.CopyTo(spool._file);
                    places[content] = new ArchivedContent(spool._file, offset, content.Length);
                }, cancellation);
            foreach (var entry in tree.Entries)
            {
                spool.Tree.Set(entry is FileEntry file && places.TryGetValue(file.Content, out var content)
                    ? file with { Content = content }
                    : entry);
            }

            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
