using Argosy.Images.Definition;
using Argosy.Oci.Tar;

namespace Argosy.Images.Layers;

/// <summary>Writes a tree as the tar of a layer: the same tree always gives the same bytes.</summary>
internal static class LayerWriter
{
    private const int CopyBuffer = 1 << 17;

    /// <param name="tree">What to write.</param>
    /// <param name="mtime">Every entry's time, in seconds since 1970.</param>
    /// <param name="tar">Receives the tar, with its end mark and no further padding.</param>
    /// <param name="cancellation">Between two entries.</param>
    public static void Write(LayerTree tree, long mtime, Stream tar, CancellationToken cancellation)
    {
        var buffer = new byte[CopyBuffer];
        var names = new Dictionary<FileContent, string>(ReferenceEqualityComparer.Instance);
        foreach (var entry in tree.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (entry)
            {
                case FolderEntry:
                    tar.Write(Header(entry, '5', null, 0, mtime));
                    break;
                case LinkEntry link:
                    tar.Write(Header(entry, '2', link.Target, 0, mtime));
                    break;
                // The first of a file's names carries the content, regardless of the archive's order.
                case FileEntry { Content: var content } when names.TryGetValue(content, out var first):
                    tar.Write(Header(entry, '1', first, 0, mtime));
                    break;
                case FileEntry { Content: var content }:
                    names.Add(content, entry.Path);
                    tar.Write(Header(entry, '0', null, content.Length, mtime));
                    content.CopyTo(tar, buffer);
                    tar.Write(new byte[TarHeader.Padding(content.Length)]);
                    break;
            }
        }

        tar.Write(new byte[2 * TarHeader.BlockSize]);
    }

    private static byte[] Header(LayerEntry entry, char type, string? link, long size, long mtime) =>
        new TarHeader(type, type == '5' ? $"{entry.Path}/" : entry.Path, entry.Mode)
        {
            Link = link,
            Owner = entry.Owner,
            Group = entry.Group,
            Size = size,
            Modified = mtime,
            Attribute = type == '0' && entry is FileEntry { Capabilities: { } capabilities }
                ? (FileCapabilities.Attribute, capabilities.Bytes())
                : null,
        }.ToPax();
}
