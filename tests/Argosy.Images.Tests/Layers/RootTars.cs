using System.Formats.Tar;
using System.Text;

namespace Argosy.Images.Tests.Layers;

/// <summary>Writes tars of roots in the formats of other programs.</summary>
internal static class RootTars
{
    /// <param name="path">The file to write.</param>
    /// <param name="format">The tar format.</param>
    /// <param name="entries">With a file's text, one byte per character, or a link's target.</param>
    public static void Write(
        string path, TarEntryFormat format, params (TarEntryType Type, string Name, string Text)[] entries)
    {
        using var writer = new TarWriter(File.Create(path), format);
        foreach (var (type, name, text) in entries)
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                _ => new PaxTarEntry(type, name),
            };
            (entry.Uid, entry.Gid, entry.Mode) = (7, 8, (UnixFileMode)0b111_101_101);
            if (type == TarEntryType.RegularFile) entry.DataStream = new MemoryStream(Encoding.Latin1.GetBytes(text));
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink) entry.LinkName = text;
            writer.WriteEntry(entry);
        }
    }
}
