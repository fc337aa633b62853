using System.Text;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;

namespace Argosy.Images.Engines;

/// <summary>One platform's image as a tar that every engine loads: an OCI layout that is also a docker archive. It is made
/// while it is read, from the layout's files.</summary>
/// <remarks>docker 20.10 and older read <c>manifest.json</c> alone (Docker Image Specification 1.2, combined image JSON),
/// all others <c>index.json</c>. Layers stay compressed: docker detects gzip. The same image gives the same
/// bytes.</remarks>
internal sealed class ImageArchive : Stream
{
    private const string RefName = "org.opencontainers.image.ref.name";
    private const string ContainerdName = "io.containerd.image.name";
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Queue<Func<Stream>> _parts = [];
    private Stream? _part;
    private long _position;
    private long _length;

    public ImageArchive(PlatformImage image, string reference)
    {
        Add("oci-layout", s_utf8.GetBytes("""{"imageLayoutVersion":"1.0.0"}"""));
        Add("index.json", Index(image, reference));
        Add("manifest.json", DockerManifest(image, reference));
        var blobs = new List<Descriptor> { image.Descriptor, image.Manifest.Config };
        blobs.AddRange(image.Manifest.Layers);
        foreach (var blob in blobs.DistinctBy(b => b.Digest))
        {
            var path = BlobFolder.PathIn(image.Layout, blob.Digest);
            Add(NameOf(blob.Digest), blob.Size, () => File.OpenRead(path));
        }

        // The end of a tar.
        Append(2 * TarHeader.BlockSize, () => new MemoryStream(new byte[2 * TarHeader.BlockSize]));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && NextPart() is { } part)
        {
            if (part.Read(buffer) is > 0 and var count) return Advance(count);
            EndPart();
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty && NextPart() is { } part)
        {
            if (await part.ReadAsync(buffer, cancellationToken) is > 0 and var count) return Advance(count);
            EndPart();
        }

        return 0;
    }

    public override void Flush()
    {
        // Read-only.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) EndPart();
        _parts.Clear();
        base.Dispose(disposing);
    }

    private static string NameOf(Digest digest) => $"blobs/sha256/{digest.Hex}";

    private static byte[] Index(PlatformImage image, string reference) => OciJson.Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Index);
        json.WriteStartArray("manifests");
        json.WriteStartObject();
        json.WriteString("mediaType", image.Descriptor.MediaType);
        json.WriteString("digest", image.Descriptor.Digest.ToString());
        json.WriteNumber("size", image.Descriptor.Size);
        json.WriteMap("annotations", [new(ContainerdName, reference), new(RefName, reference)]);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static byte[] DockerManifest(PlatformImage image, string reference)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("Config", NameOf(image.Manifest.Config.Digest));
            json.WriteList("RepoTags", [reference]);
            json.WriteList("Layers", image.Manifest.Layers.Select(l => NameOf(l.Digest)));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    private void Add(string name, byte[] content) => Add(name, content.Length, () => new MemoryStream(content));

    private void Add(string name, long size, Func<Stream> open)
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
            | UnixFileMode.OtherRead;
        var header = new TarHeader('0', name, Mode) { Size = size }.ToPax();
        Append(header.Length, () => new MemoryStream(header));
        Append(size, open);
        var padding = TarHeader.Padding(size);
        Append(padding, () => new MemoryStream(new byte[padding]));
    }

    private void Append(long size, Func<Stream> open)
    {
        _parts.Enqueue(open);
        _length += size;
    }

    private Stream? NextPart() => _part ??= _parts.TryDequeue(out var open) ? open() : null;

    private void EndPart()
    {
        _part?.Dispose();
        _part = null;
    }

    private int Advance(int count)
    {
        _position += count;
        return count;
    }
}
