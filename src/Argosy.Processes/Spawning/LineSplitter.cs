using System.Text;

namespace Argosy.Processes.Spawning;

/// <summary>Splits a stream of UTF-8 bytes into lines. LF, CR and CR LF each end one.</summary>
/// <param name="take">Receives each line, without its end.</param>
public sealed class LineSplitter(Action<string> take)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private bool _afterReturn;

    // A longer line is split: memory can't hold unlimited output without a line end.
    private const int LongestLine = 1 << 20;

    /// <summary>Adds the next bytes, which may end within a character.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var text = chars[.._decoder.GetChars(bytes, chars, flush: false)];
        while (text.Length > 0)
        {
            // The second half of CR LF.
            if (_afterReturn && text[0] == '\n') text = text[1..];
            _afterReturn = false;
            var end = text.IndexOfAny('\r', '\n');
            _line.Append(end < 0 ? text : text[..end]);
            if (end < 0)
            {
                if (_line.Length > LongestLine) Cut();
                return;
            }

            _afterReturn = text[end] == '\r';
            text = text[(end + 1)..];
            Cut();
        }
    }

    /// <summary>No more bytes will come: the rest is the last line.</summary>
    public void End()
    {
        Span<char> rest = stackalloc char[4];
        _line.Append(rest[.._decoder.GetChars([], rest, flush: true)]);
        if (_line.Length > 0) Cut();
    }

    private void Cut()
    {
        take(_line.ToString());
        _line.Clear();
    }
}
