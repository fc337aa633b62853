using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Oci.Registry;

// A blob of an image: of any size, so a download continues after a fault.
internal sealed partial class RegistryClient
{
    /// <summary>Writes a blob to a file and verifies each byte; the file is complete on return.</summary>
    /// <remarks>After a fault the rest is requested; a registry without range requests sends all again.</remarks>
    /// <param name="blob">Its digest and size.</param>
    /// <param name="target">An empty file; the caller owns it.</param>
    /// <param name="received">Called with the bytes of each piece.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public async Task PullBlobAsync(
        Descriptor blob, Stream target, Action<int>? received, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var most = 0L;
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                await AttemptAsync(watch => ReceiveAsync(blob, target, hash, received, watch), cancellation);
                return;
            }
            catch (RegistryFault fault)
            {
                if (target.Position > most) attempt = 1;
                if (_timeouts.WaitAfter(attempt, fault, _hasAnswered) is not { } next) throw;
                wait = next;
                most = Math.Max(most, target.Position);
            }

            await Task.Delay(wait, cancellation);
        }
    }

    private async Task<bool> ReceiveAsync(
        Descriptor blob, Stream target, IncrementalHash hash, Action<int>? received, StallWatch watch)
    {
        var from = target.Position;
        using var response = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, Blob(blob));
                if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
                return request;
            }, Access.Pull, watch);
        if (response.StatusCode == HttpStatusCode.NotFound) throw Lost(blob);
        var continues = response.StatusCode == HttpStatusCode.PartialContent && from > 0
            && response.Content.Headers.ContentRange?.From == from;
        if (!continues && response.StatusCode != HttpStatusCode.OK) throw await UnexpectedAsync(response, watch);
        RefusePage(response);
        if (!continues && from > 0)
        {
            hash.GetHashAndReset();
            target.SetLength(0);
            target.Position = 0;
        }

        await using var body = await response.Content.ReadAsStreamAsync(watch.Token);
        await CopyAsync(blob, body, target, hash, received, watch);
        if (target.Position < blob.Size) throw _faults.BrokenOff(new EndOfStreamException());
        if (Digest.FromHash(hash.GetHashAndReset()) != blob.Digest)
            throw _faults.Content("ARG0238", $"{blob.Digest} holds other bytes than its digest says");
        _traffic.Fetched(blob.Size);
        return true;
    }

    private async Task CopyAsync(
        Descriptor blob, Stream body, Stream target, IncrementalHash hash, Action<int>? received, StallWatch watch)
    {
        var buffer = new byte[256 << 10];
        int count;
        while ((count = await PieceAsync(body, buffer, watch)) > 0)
        {
            if (target.Position + count > blob.Size)
                throw _faults.Content("ARG0238", $"{blob.Digest} goes on after its {blob.Size} bytes");
            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), watch.Token);
            received?.Invoke(count);
        }
    }

    private async Task<int> PieceAsync(Stream body, byte[] buffer, StallWatch watch)
    {
        try
        {
            return await watch.MoveAsync(token => body.ReadAsync(buffer, token));
        }
        catch (IOException e)
        {
            throw _faults.BrokenOff(e);
        }
    }
}
