using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Layers;

/// <summary>The source of a file's bytes when a layer is written. Compared by identity: see
/// <see cref="FileEntry"/>.</summary>
internal abstract class FileContent(long length)
{
    public long Length { get; } = length;

    /// <summary>Writes exactly <see cref="Length"/> bytes.</summary>
    public abstract void CopyTo(Stream target, byte[] buffer);

    /// <summary>Its first bytes, at most this number.</summary>
    public abstract byte[] Head(int count);

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

    private protected byte[] Head(Stream source, int count)
    {
        var head = new byte[Math.Min(count, Length)];
        return head[..source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
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

    public override byte[] Head(int count)
    {
        archive.Position = offset;
        return Head(archive, count);
    }
}

/// <summary>A file of the project. Error ARG0434 if it changed since it was found.</summary>
internal sealed class DiskContent(string path, long length) : FileContent(length)
{
    public override void CopyTo(Stream target, byte[] buffer)
    {
        using var source = RegularFile.OpenRead(path);
        if (source.Length != Length) throw Changed($"it had {Length} bytes and has {source.Length}");
        try
        {
            Copy(source, target, buffer, path);
        }
        catch (EndOfStreamException)
        {
            throw Changed("it became shorter");
        }

        if (source.ReadByte() >= 0) throw Changed("it became longer");
    }

    public override byte[] Head(int count)
    {
        using var source = RegularFile.OpenRead(path);
        return Head(source, count);
    }

    private ArgosyException Changed(string how) => new(new Diagnostic("ARG0434", new(path),
        $"the file changed while the image was built: {how}", "Let what writes it end first, then build again."));
}

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryContent(byte[] bytes) : FileContent(bytes.Length)
{
    public override void CopyTo(Stream target, byte[] buffer) => target.Write(bytes);

    public override byte[] Head(int count) => bytes[..Math.Min(count, bytes.Length)];
}
