using System.Formats.Tar;

using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>A root as a tar, with the packages' own owners. It owns the stream.</summary>
/// <remarks>GNU format: it allows long names, and has no fields for access times or process ids, which would
/// differ.</remarks>
internal sealed class TarSink(Stream stream) : IRootSink, IDisposable
{
    private bool _isFinished;
    private readonly TarWriter _tar = new(stream, TarEntryFormat.Gnu);

    /// <inheritdoc />
    public bool IsFolder => false;

    /// <inheritdoc />
    public void Add(RootEntry entry)
    {
        var name = entry.Type == TarEntryType.Directory ? $"{entry.Path}/" : entry.Path;
        var written = new GnuTarEntry(entry.Type, name)
        {
            Mode = entry.Mode,
            Uid = entry.Uid,
            Gid = entry.Gid,
            ModificationTime = entry.Modified,
        };
        if (entry.Link.Length > 0) written.LinkName = entry.Link;
        if (entry.Content is not null) written.DataStream = entry.Content;
        _tar.WriteEntry(written);
    }

    /// <summary>Every tar reader uses the later of two entries of one path.</summary>
    public void Remove(string path)
    {
    }

    /// <inheritdoc />
    public void Finish()
    {
        _tar.Dispose();
        _isFinished = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            if (!_isFinished) stream.Dispose();
        }
        catch (IOException)
        {
            // The output is discarded, and the cause is known: a full disk would be reported once more here.
        }
    }
}
