using System.Globalization;
using System.Text;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Elf;

/// <summary>A static library: an archive of object files.</summary>
/// <remarks>ar(5): "!&lt;arch&gt;\n", then for each member a header of 60 bytes (name 16, time 12, owner 6, group 6,
/// mode 8, size 10, "`\n") and its content, padded to an even length.</remarks>
public static class StaticLibrary
{
    private const int Header = 60;

    /// <summary>Its members that are ELF files, in its order; null if the file is no archive. Error ARG0320 for one
    /// that is cut off, or has a broken member.</summary>
    public static IReadOnlyList<(string Name, ElfFile Elf)>? TryRead(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith("!<arch>\n"u8)) return null;
        var members = new List<(string, ElfFile)>();
        for (var at = 8; at < bytes.Length;)
        {
            if (bytes.Length - at < Header) throw CutOff(path);
            var header = Encoding.Latin1.GetString(bytes, at, Header);
            if (!long.TryParse(header[48..58].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                || size > bytes.Length - at - Header)
                throw CutOff(path);
            var name = header[..16].TrimEnd(' ').TrimEnd('/');
            if (bytes.AsSpan(at + Header, (int)size).StartsWith(ElfWire.Mark))
            {
                using var content = new MemoryStream(bytes, at + Header, (int)size);
                members.Add((name, ElfFile.Read(content, $"{path}!{name}")));
            }

            at += Header + (int)size + (int)(size & 1);
        }

        return members;
    }

    private static ArgosyException CutOff(string path) => new(new Diagnostic("ARG0320", new(path),
        "not a whole archive: a member is cut off", "Build it again; if it was downloaded, check its digest."));
}
