using System.Net;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

// A blob of an image: of any size, so an upload continues after a fault.
internal sealed partial class RegistryClient
{
    // For a registry, or a proxy before it, that rejects a body as too large. The last chunk may be smaller.
    private const long UsualChunk = 16 << 20;

    /// <summary>Brings a blob into the repository, with as few bytes as possible.</summary>
    /// <param name="blob">Its digest and size.</param>
    /// <param name="open">Opens its content, seekable, for each request.</param>
    /// <param name="from">Repositories of the same registry that may have it.</param>
    /// <param name="sent">Called with the bytes of each piece that was sent; a piece may be sent again.</param>
    /// <param name="cancellation">Ends the transfer. The registry removes the unfinished upload.</param>
    public async Task<BlobOutcome> PushBlobAsync(
        Descriptor blob, Func<Stream> open, IEnumerable<string> from, Action<int>? sent, CancellationToken cancellation)
    {
        if (await HasAsync(blob, cancellation))
        {
            _traffic.Skipped();
            return BlobOutcome.Present;
        }

        UploadSession? session = null;
        foreach (var repository in from)
        {
            session = await TryMountAsync(blob, repository, cancellation);
            if (session is { Offset: < 0 }) return BlobOutcome.Mounted;
            if (session is not null) break;
        }

        await SendBlobAsync(blob, open, session, sent, cancellation);
        return BlobOutcome.Sent;
    }

    // A mounted blob is shown as a session with a negative offset; null if the registry doesn't allow the attempt.
    private async Task<UploadSession?> TryMountAsync(
        Descriptor blob, string from, CancellationToken cancellation)
    {
        var query = $"mount={Uri.EscapeDataString(blob.Digest.ToString())}&from={Uri.EscapeDataString(from)}";
        try
        {
            return await ConverseAsync(watch => BeginAsync(blob, $"?{query}", Access.Mount, watch), cancellation);
        }
        catch (RegistryFault fault) when (fault.Kind is FaultKind.Denied or FaultKind.Answer)
        {
            // It only saves bytes: an ordinary upload shows whether there is a real fault.
            return null;
        }
    }

    private async Task<UploadSession?> BeginAsync(Descriptor blob, string query, Access access, StallWatch watch)
    {
        using var begun = await SendAsync(
            () => new(HttpMethod.Post, new Uri(_api, $"blobs/uploads/{query}")), access, watch);
        if (query.Length > 0 && begun.StatusCode == HttpStatusCode.NotFound) return null;
        if (query.Length > 0 && begun.StatusCode == HttpStatusCode.Created)
        {
            RequireDigest(begun, blob.Digest);
            return new(_api, -1, 0);
        }

        if (begun.StatusCode != HttpStatusCode.Accepted) throw await UnexpectedAsync(begun, watch);
        var smallest = begun.Headers.TryGetValues("OCI-Chunk-Min-Length", out var values)
            && long.TryParse(values.FirstOrDefault(), out var length) ? length : 0;
        return new(Location(begun), 0, smallest);
    }

    private async Task SendBlobAsync(
        Descriptor blob, Func<Stream> open, UploadSession? session, Action<int>? sent, CancellationToken cancellation)
    {
        var attempt = 1;
        var chunk = long.MaxValue;
        var most = 0L;
        while (true)
        {
            RegistryFault fault;
            try
            {
                session ??= await AttemptAsync(watch => BeginAsync(blob, "", Access.Push, watch), cancellation);
                if (session!.Offset == 0 && chunk == long.MaxValue)
                {
                    await AttemptAsync(watch => PutWholeAsync(blob, open, session, sent, watch), cancellation);
                    return;
                }

                while (session.Offset < blob.Size)
                {
                    var size = Math.Max(chunk, session.SmallestChunk);
                    session = await AttemptAsync(
                        watch => PatchAsync(blob, open, session, size, sent, watch), cancellation);
                }

                await AttemptAsync(watch => CloseAsync(blob, session, watch), cancellation);
                return;
            }
            catch (RegistryFault e)
            {
                fault = e;
            }

            if (fault.Status == HttpStatusCode.RequestEntityTooLarge && chunk == long.MaxValue)
            {
                (chunk, session) = (UsualChunk, null);
                continue;
            }

            // The registry has forgotten the upload, or has other bytes of it than it said.
            var isLost = fault.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone
                or HttpStatusCode.RequestedRangeNotSatisfiable;
            var wait = isLost && attempt < _timeouts.Attempts
                ? _timeouts.Backoff
                : _timeouts.WaitAfter(attempt, fault, _hasAnswered);
            if (wait is null) throw fault;
            await Task.Delay(wait.Value, cancellation);
            session = session is null || isLost ? null : await TryResumeAsync(blob, session, cancellation);
            // An upload over a bad link is tried as long as it makes progress.
            attempt = session?.Offset > most ? 1 : attempt + 1;
            most = Math.Max(most, session?.Offset ?? 0);
        }
    }

    // In one piece: not every registry accepts several.
    private async Task<bool> PutWholeAsync(
        Descriptor blob, Func<Stream> open, UploadSession session, Action<int>? sent, StallWatch watch)
    {
        var target = Closing(session.Location, blob);
        using var done = await SendAsync(
            () => new(HttpMethod.Put, target) { Content = Part(blob, open, 0, blob.Size, sent, watch) },
            Access.Push, watch);
        if (done.StatusCode == HttpStatusCode.NotFound) throw await UnexpectedAsync(done, watch);
        await RequireStoredAsync(done, blob, watch);
        return true;
    }

    private async Task<UploadSession> PatchAsync(
        Descriptor blob, Func<Stream> open, UploadSession session, long chunk, Action<int>? sent, StallWatch watch)
    {
        var length = Math.Min(chunk, blob.Size - session.Offset);
        using var taken = await SendAsync(
            () =>
            {
                var part = Part(blob, open, session.Offset, length, sent, watch);
                // The spec's form, without a unit; .NET's own header would write one.
                part.Headers.TryAddWithoutValidation(
                    "Content-Range", $"{session.Offset}-{session.Offset + length - 1}");
                return new(HttpMethod.Patch, session.Location) { Content = part };
            }, Access.Push, watch);
        if (taken.StatusCode != HttpStatusCode.Accepted) throw await UnexpectedAsync(taken, watch);
        var offset = OffsetAfter(taken) ?? session.Offset + length;
        return offset > session.Offset && offset <= blob.Size
            ? session with { Location = Location(taken), Offset = offset }
            : throw _faults.Answer("the registry takes a part of a blob and doesn't say that it has it");
    }

    private async Task<bool> CloseAsync(Descriptor blob, UploadSession session, StallWatch watch)
    {
        var target = Closing(session.Location, blob);
        using var done = await SendAsync(
            () => new(HttpMethod.Put, target) { Content = new ByteArrayContent([]) }, Access.Push, watch);
        if (done.StatusCode == HttpStatusCode.NotFound) throw await UnexpectedAsync(done, watch);
        await RequireStoredAsync(done, blob, watch);
        return true;
    }

    // Null if the registry can't tell: then the upload begins again.
    private async Task<UploadSession?> TryResumeAsync(
        Descriptor blob, UploadSession session, CancellationToken cancellation)
    {
        try
        {
            return await AttemptAsync<UploadSession?>(async watch =>
            {
                using var status = await SendAsync(
                    () => new(HttpMethod.Get, session.Location), Access.Push, watch);
                return status.StatusCode == HttpStatusCode.NoContent && OffsetAfter(status) is { } offset
                    && offset > 0 && offset <= blob.Size
                        ? session with
                        {
                            Location = status.Headers.Location is null ? session.Location : Location(status),
                            Offset = offset,
                        }
                        : null;
            }, cancellation);
        }
        catch (RegistryFault)
        {
            return null;
        }
    }

    // "0-N", the last byte included; some registries say "0-0" for none.
    private static long? OffsetAfter(HttpResponseMessage response)
    {
        var range = response.Headers.TryGetValues("Range", out var values) ? values.FirstOrDefault() : null;
        if (range is null) return null;
        var text = range.StartsWith("bytes=", StringComparison.Ordinal) ? range["bytes=".Length..] : range;
        return text.Split('-') is ["0", var last] && long.TryParse(last, out var end) && end >= 0
            ? end == 0 ? 0 : end + 1
            : null;
    }

    // A stream of its own: a request that was given up may still read from the previous one.
    private WatchedContent Part(
        Descriptor blob, Func<Stream> open, long from, long length, Action<int>? sent, StallWatch watch) =>
        new(open(), from, length, MediaTypes.Bytes, watch, _timeouts.Headers)
        {
            OwnsContent = true,
            Sent = sent,
            Expected = length == blob.Size ? (blob.Digest, () => Damaged(blob)) : null,
        };

    private static ArgosyException Damaged(Descriptor blob) => new(new Diagnostic(
        "ARG0423", new(blob.Digest.ToString()), "the blob holds other bytes than its digest says",
        "Delete the layout and build the image again."));
}
