namespace Argosy.Processes.Spawning;

/// <summary>Reads another stream, which disposing it doesn't close: readers of archives dispose what they were
/// given.</summary>
/// <param name="stream">The other stream.</param>
internal sealed class UnclosedStream(Stream stream) : ReadStream
{
    public override int Read(Span<byte> buffer) => stream.Read(buffer);
}
