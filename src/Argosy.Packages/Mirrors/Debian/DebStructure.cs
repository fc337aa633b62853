using System.Globalization;
using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Packages.Mirrors.Debian;

/// <summary>The outer form of a deb (deb(5)): an <c>ar</c> archive of a version, the control files and the data.
/// </summary>
internal static class DebStructure
{
    private const int Header = 60;
    private static ReadOnlySpan<byte> Magic => "!<arch>\n"u8;

    /// <summary>How a file differs from that; null if it doesn't. Reads only the headers: a truncated one is found by
    /// their sizes.</summary>
    public static string? Fault(string path)
    {
        using var file = RegularFile.OpenRead(path);
        var header = new byte[Header];
        if (file.ReadAtLeast(header.AsSpan(0, Magic.Length), Magic.Length, throwOnEndOfStream: false) < Magic.Length
            || !header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            return "it isn't a Debian package";
        var names = new List<string>();
        while (file.Position < file.Length)
        {
            if (file.ReadAtLeast(header, Header, throwOnEndOfStream: false) < Header || header[58] != '`')
                return "it is cut off, or damaged";
            names.Add(Encoding.ASCII.GetString(header, 0, 16).TrimEnd(' ', '/'));
            if (!long.TryParse(Encoding.ASCII.GetString(header, 48, 10), NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture, out var size) || size < 0 || size > file.Length - file.Position)
                return $"its part '{names[^1]}' is cut off";
            file.Seek(Math.Min(size + (size & 1), file.Length - file.Position), SeekOrigin.Current);
        }

        return names is ["debian-binary", var control, var data]
            && control.StartsWith("control.tar", StringComparison.Ordinal)
            && data.StartsWith("data.tar", StringComparison.Ordinal)
                ? null
                : $"its parts are {string.Join(", ", names)}, and not debian-binary, control.tar and data.tar";
    }
}
