using System.Net;
using System.Net.Http.Headers;

namespace Argosy.Oci.Registry;

/// <summary>A request body of known length that cancels the request when the other side stops reading.</summary>
/// <remarks>It borrows the content, a seekable stream, and always sends it from its beginning.</remarks>
internal sealed class WatchedContent : HttpContent
{
    private readonly Stream _content;
    private readonly StallWatch _watch;
    private readonly TimeSpan _answer;

    /// <param name="content">The body.</param>
    /// <param name="mediaType">Its type.</param>
    /// <param name="watch">The request's watch.</param>
    /// <param name="answer">The time limit for the response, after everything is sent.</param>
    public WatchedContent(Stream content, string mediaType, StallWatch watch, TimeSpan answer)
    {
        (_content, _watch, _answer) = (content, watch, answer);
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _watch.Rest();
        _content.Position = 0;
        var buffer = new byte[256 << 10];
        int count;
        while ((count = await _content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            var piece = buffer.AsMemory(0, count);
            await _watch.MoveAsync(async token =>
            {
                await stream.WriteAsync(piece, token);
                return piece.Length;
            });
        }

        _watch.Expect(_answer);
    }
}
