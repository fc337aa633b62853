namespace Argosy.Images.Layers;

/// <summary>Where a file's bytes come from when a layer is written. Compared by identity: see <see cref="FileEntry"/>.
/// </summary>
internal abstract class FileContent(long length)
{
    public long Length { get; } = length;

    /// <summary>Writes exactly <see cref="Length"/> bytes.</summary>
    public abstract void CopyTo(Stream target, byte[] buffer);

    private protected void Copy(Stream source, Stream target, byte[] buffer, string name)
    {
        for (var left = Length; left > 0;)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0) throw new EndOfStreamException($"{name} became shorter while it was read");
            target.Write(buffer, 0, read);
            left -= read;
        }
    }
}

/// <summary>A part of an archive that its owner keeps open.</summary>
internal sealed class ArchivedContent(Stream archive, long offset, long length) : FileContent(length)
{
    public override void CopyTo(Stream target, byte[] buffer)
    {
        archive.Position = offset;
        Copy(archive, target, buffer, "the archive");
    }
}

/// <summary>A file of the project.</summary>
internal sealed class DiskContent(string path) : FileContent(new FileInfo(path).Length)
{
    public override void CopyTo(Stream target, byte[] buffer)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Copy(source, target, buffer, path);
    }
}

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryContent(byte[] bytes) : FileContent(bytes.Length)
{
    public override void CopyTo(Stream target, byte[] buffer) => target.Write(bytes);
}
