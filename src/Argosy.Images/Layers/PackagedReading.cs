namespace Argosy.Images.Layers;

/// <summary>Reads many files of packages, each package once: a package is compressed as a whole.</summary>
internal static class PackagedReading
{
    /// <summary>Reads contents, in any order, each once.</summary>
    /// <param name="contents">Contents of any kind.</param>
    /// <param name="take">Gets a content, and its bytes, which are readable until it returns.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    /// <remarks>Errors ARG0328 and ARG0329.</remarks>
    public static async Task ReadAsync(
        IEnumerable<FileContent> contents, Action<FileContent, Stream> take, CancellationToken cancellation)
    {
        var all = contents.ToHashSet<FileContent>(ReferenceEqualityComparer.Instance);
        foreach (var package in all.OfType<PackagedContent>().GroupBy(c => (c.Root, c.Package)))
        {
            var wanted = package.ToDictionary(c => c.Ordinal);
            await package.Key.Root.ReadAsync(package.Key.Package, (ordinal, stream) =>
            {
                if (wanted.TryGetValue(ordinal, out var content)) take(content, stream);
            }, cancellation);
        }

        foreach (var content in all.Where(c => c is not PackagedContent))
        {
            cancellation.ThrowIfCancellationRequested();
            using var bytes = new MemoryStream(content.Head((int)Math.Min(content.Length, Array.MaxLength)));
            take(content, bytes);
        }
    }
}
