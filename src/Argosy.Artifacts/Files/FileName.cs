using System.Text;

namespace Argosy.Artifacts.Files;

/// <summary>Lossless file names as texts: Linux names are bytes, and not always UTF-8.</summary>
/// <remarks>A byte that isn't part of a UTF-8 sequence becomes a lone surrogate, 0xE9 as U+DCE9. Valid UTF-8 has none,
/// so the bytes can always be restored.</remarks>
public static class FileName
{
    private const char FirstStray = '\uDC80';
    private const char LastStray = '\uDCFF';
    private const char Replacement = '\uFFFD';

    /// <summary>Whether some byte of the name isn't UTF-8.</summary>
    public static bool IsRaw(ReadOnlySpan<char> name)
    {
        for (var at = 0; ;)
        {
            var next = name[at..].IndexOfAnyInRange(FirstStray, LastStray);
            if (next < 0) return false;
            at += next;
            // The second half of a surrogate pair is no raw byte.
            if (at == 0 || !char.IsHighSurrogate(name[at - 1])) return true;
            at++;
        }
    }

    /// <summary>Whether a text that .NET itself decoded, such as a link's target or a name in a tar, may have lost
    /// bytes: invalid UTF-8 became U+FFFD.</summary>
    public static bool IsLossy(string text) => text.Contains(Replacement);

    /// <summary>Decodes a name from its bytes.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        Span<char> characters = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            var isWhole =
                Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isWhole) text.Append(characters[..rune.EncodeToUtf16(characters)]);
            else foreach (var stray in bytes[..length]) text.Append((char)(0xDC00 + stray));
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>How many bytes the name has.</summary>
    public static int CountBytes(ReadOnlySpan<char> name)
    {
        if (!IsRaw(name)) return Encoding.UTF8.GetByteCount(name);
        var count = 0;
        while (!name.IsEmpty) count += Next(ref name, out _, out _);
        return count;
    }

    /// <summary>Writes the name's bytes and returns their number.</summary>
    public static int GetBytes(ReadOnlySpan<char> name, Span<byte> bytes)
    {
        if (!IsRaw(name)) return Encoding.UTF8.GetBytes(name, bytes);
        var count = 0;
        while (!name.IsEmpty)
        {
            var length = Next(ref name, out var rune, out var stray);
            if (rune is { } whole) whole.EncodeToUtf8(bytes[count..]);
            else bytes[count] = stray;
            count += length;
        }

        return count;
    }

    /// <summary>The name for people: a raw byte or a control character as <c>\xE9</c>, which is safe for
    /// terminals.</summary>
    public static string Shown(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('\0', '\x1F') && !name.AsSpan().ContainsAnyInRange('\x7F', '\x9F')
            && !IsRaw(name))
            return name;
        var text = new StringBuilder(name.Length + 8);
        ReadOnlySpan<char> left = name;
        while (!left.IsEmpty)
        {
            Next(ref left, out var rune, out var stray);
            if (rune is null) text.Append($"\\x{stray:X2}");
            else if (Rune.IsControl(rune.Value)) text.Append($"\\x{rune.Value.Value:X2}");
            else text.Append(rune.Value);
        }

        return text.ToString();
    }

    // One character, or one raw byte.
    private static int Next(ref ReadOnlySpan<char> name, out Rune? rune, out byte stray)
    {
        stray = 0;
        if (name[0] is >= FirstStray and <= LastStray)
        {
            (rune, stray) = (null, (byte)(name[0] - 0xDC00));
            name = name[1..];
            return 1;
        }

        Rune.DecodeFromUtf16(name, out var whole, out var length);
        rune = whole;
        name = name[length..];
        return whole.Utf8SequenceLength;
    }
}
