using System.Globalization;
using System.Text;

namespace Argosy.Release.Reproduction;

/// <summary>The members of a Debian package or a static library, in its order.</summary>
/// <remarks>deb(5) and ar(5): after the magic, for each member a header of 60 bytes (name 16, time 12, owner 6, group
/// 6, mode 8, size 10, "`\n"), then its content, padded to an even length.</remarks>
internal static class ArMembers
{
    private const int Magic = 8;
    private const int Header = 60;

    /// <exception cref="InvalidDataException">It is cut off, or has a broken header.</exception>
    public static IReadOnlyList<Member> Read(ReadOnlyMemory<byte> bytes)
    {
        var members = new List<Member>();
        for (var at = Magic; at < bytes.Length;)
        {
            if (bytes.Length - at < Header) throw new InvalidDataException("the last header is cut off");
            var header = Encoding.Latin1.GetString(bytes.Span.Slice(at, Header));
            var digits = header.AsSpan(48, 10).Trim();
            if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                || size > bytes.Length - at - Header)
                throw new InvalidDataException("a member is cut off");
            members.Add(new(header[..16].Trim(), bytes.Slice(at + Header, (int)size))
            {
                Properties =
                [
                    ("time", header[16..28].Trim()), ("owner", $"{header[28..34].Trim()}:{header[34..40].Trim()}"),
                    ("mode", header[40..48].Trim()),
                ],
            });
            at += Header + (int)size + (int)(size & 1);
        }

        return members;
    }
}
