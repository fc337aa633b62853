using System.Security.Cryptography;
using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Processes;

namespace Argosy.Oci.Registry;

/// <summary>Reads a blob from a registry: never more bytes than its descriptor gives,
/// and verified at its end.</summary>
/// <remarks>It borrows the body. Reading throws <see cref="RegistryFault"/> for all transfer errors, to distinguish
/// them from the reader's own errors. Reads block: unpacking runs on a separate thread anyway.</remarks>
internal sealed class BlobStream(Stream body, Descriptor blob, StallWatch watch, RegistryFaults faults) : ReadStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // Large, since each read waits for a socket and unpackers request only a few kilobytes at a time.
    private readonly byte[] _buffer = new byte[256 << 10];
    private int _next;
    private int _filled;
    private long _taken;
    private bool _isProven;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (_next == _filled && !Fill()) return 0;
        var count = Math.Min(buffer.Length, _filled - _next);
        _buffer.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    /// <summary>Reads the rest, to the verified end.</summary>
    public void Finish()
    {
        do _next = _filled;
        while (Fill());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        if (_isProven) return false;
        (_next, _filled) = (0, FillAsync().AsTask().GetAwaiter().GetResult());
        _taken += _filled;
        if (_taken > blob.Size) throw faults.Content("ARG0238", $"{blob.Digest} goes on after its {blob.Size} bytes");
        _hash.AppendData(_buffer.AsSpan(0, _filled));
        if (_filled > 0) return true;
        if (_taken < blob.Size)
            throw faults.Content("ARG0238", $"{blob.Digest} ends after {_taken} of its {blob.Size} bytes");
        if (Digest.FromHash(_hash.GetHashAndReset()) != blob.Digest)
            throw faults.Content("ARG0238", $"{blob.Digest} holds other bytes than its digest says");
        _isProven = true;
        return false;
    }

    private async ValueTask<int> FillAsync()
    {
        try
        {
            return await watch.MoveAsync(token => body.ReadAsync(_buffer, token));
        }
        catch (OperationCanceledException e) when (watch.IsUp)
        {
            throw faults.Timeout(e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw faults.BrokenOff(e);
        }
    }
}
