using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Argosy.Artifacts;

namespace Argosy.Oci.Registry;

/// <summary>A request body of known length that cancels the request when the other side stops reading.</summary>
/// <remarks>The content is a seekable stream; the body is always the same part of it.</remarks>
internal sealed class WatchedContent : HttpContent
{
    private readonly Stream _content;
    private readonly long _from;
    private readonly long _length;
    private readonly StallWatch _watch;
    private readonly TimeSpan _answer;

    /// <param name="content">The body.</param>
    /// <param name="mediaType">Its type.</param>
    /// <param name="watch">The request's watch.</param>
    /// <param name="answer">The time limit for the response, after everything is sent.</param>
    public WatchedContent(Stream content, string mediaType, StallWatch watch, TimeSpan answer)
        : this(content, 0, content.Length, mediaType, watch, answer)
    {
    }

    /// <param name="content">What the body is a part of.</param>
    /// <param name="from">Where the part begins.</param>
    /// <param name="length">Its length.</param>
    /// <param name="mediaType">Its type.</param>
    /// <param name="watch">The request's watch.</param>
    /// <param name="answer">The time limit for the response, after everything is sent.</param>
    public WatchedContent(
        Stream content, long from, long length, string mediaType, StallWatch watch, TimeSpan answer)
    {
        (_content, _from, _length, _watch, _answer) = (content, from, length, watch, answer);
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>Whether the stream is disposed with this body; otherwise it is the caller's.</summary>
    public bool OwnsContent { get; init; }

    /// <summary>Called with the bytes of each piece that was sent.</summary>
    public Action<int>? Sent { get; init; }

    /// <summary>The digest that the body must have, and the error if it has another: then the last piece isn't
    /// sent.</summary>
    public (Digest Digest, Func<Exception> Error)? Expected { get; init; }

    protected override void Dispose(bool disposing)
    {
        if (disposing && OwnsContent) _content.Dispose();
        base.Dispose(disposing);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _watch.Rest();
        _content.Position = _from;
        var buffer = new byte[256 << 10];
        var left = _length;
        using var hash = Expected is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (left > 0)
        {
            var count = await _content.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            if (count == 0) throw new EndOfStreamException($"the content ends {left} bytes early");
            left -= count;
            hash?.AppendData(buffer, 0, count);
            if (left == 0 && Expected is { } expected && Digest.FromHash(hash!.GetHashAndReset()) != expected.Digest)
                throw expected.Error();
            var piece = buffer.AsMemory(0, count);
            await _watch.MoveAsync(async token =>
            {
                await stream.WriteAsync(piece, token);
                return piece.Length;
            });
            Sent?.Invoke(count);
        }

        _watch.Expect(_answer);
    }
}
