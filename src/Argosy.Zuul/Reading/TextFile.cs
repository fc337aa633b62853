using System.Text;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Reads a file as UTF-8, with a size limit.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text, and a finding about it. Where a character can't be read, the text has another in its place;
    /// it is null only if nothing can be read.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="shownAs">Its name in findings.</param>
    public static (string? Text, Finding? Finding) Read(string path, string shownAs)
    {
        try
        {
            // A pipe or a device has no length, and reading it might not end.
            var length = new FileInfo(path).Length;
            if (length == 0) return ("", null);
            if (length > Bounds.Bytes)
            {
                return (null, FindingKinds.s_unreadable.Error(
                    new(shownAs), $"the file has {length} bytes, more than {Bounds.Bytes}", "Split it."));
            }

            return Decode(File.ReadAllBytes(path), shownAs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, FindingKinds.s_unreadable.Error(
                new(shownAs), $"it can't be read: {e.Message.TrimEnd('.')}", "Check its permissions."));
        }
    }

    /// <summary>The same for bytes already in memory.</summary>
    public static (string? Text, Finding? Finding) Decode(ReadOnlySpan<byte> bytes, string shownAs)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        string text;
        try
        {
            text = s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n');
            return (
                Printable(Encoding.UTF8.GetString(bytes)),
                FindingKinds.s_unreadable.Error(
                    new(shownAs, line), "the text isn't UTF-8", "Save the file as UTF-8."));
        }

        var odd = text.AsSpan().IndexOfAny(s_unprintable);
        return odd < 0
            ? (text, null)
            : (Printable(text), FindingKinds.s_unreadable.Error(
                new SourceLocation(shownAs, 1 + text.AsSpan(0, odd).Count('\n')),
                $"the character U+{(int)text[odd]:X4} is not allowed in YAML",
                "Remove it, or write it as an escape in double quotes."));
    }

    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, from) =>
        {
            from.CopyTo(span);
            span.ReplaceAny(s_unprintable, '?');
        });

    // Characters that YAML readers reject: control characters other than tab and line ends.
    private static readonly System.Buffers.SearchValues<char> s_unprintable = System.Buffers.SearchValues.Create(
        [
            .. Enumerable.Range(0, 32).Select(i => (char)i).Where(c => c is not ('\t' or '\n' or '\r')),
            '\u007f',
            .. Enumerable.Range(0x80, 32).Select(i => (char)i).Where(c => c != '\u0085'),
            '\ufffe',
            '\uffff']);
}
