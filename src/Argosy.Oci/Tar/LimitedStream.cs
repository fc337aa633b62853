using Argosy.Processes;

namespace Argosy.Oci.Tar;

/// <summary>The next bytes of a borrowed stream. A stream that ends before them is invalid data.</summary>
internal sealed class LimitedStream(Stream stream, long length) : ReadStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        var count = stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (count == 0 && !buffer.IsEmpty && _left > 0) throw new InvalidDataException($"{_left} bytes are missing");
        _left -= count;
        return count;
    }

    /// <summary>Skips to the section's end.</summary>
    public void SkipRest()
    {
        Span<byte> buffer = stackalloc byte[16 << 10];
        while (Read(buffer) > 0)
        {
            // Discarded.
        }
    }
}
