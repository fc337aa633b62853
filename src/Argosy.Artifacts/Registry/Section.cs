namespace Argosy.Artifacts.Registry;

/// <summary>The next bytes of a stream, which it borrows.</summary>
internal sealed class Section(Stream stream, long length) : ReadStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        var count = stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= count;
        return count;
    }

    /// <summary>Goes to the section's end; false where the stream ends before it.</summary>
    public bool TrySkipRest()
    {
        Span<byte> buffer = stackalloc byte[16 << 10];
        while (_left > 0)
        {
            if (Read(buffer) == 0) return false;
        }

        return true;
    }
}
