using System.Text;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>What a .deb holds, without the contents of its files: all that is needed to place them in a root.</summary>
/// <param name="Texts">Its control files by name: <c>control</c>, <c>md5sums</c>, <c>conffiles</c>,
/// <c>triggers</c> and the maintainer scripts.</param>
/// <param name="Entries">The entries of its archive, in their order. Certificates have their bytes.</param>
internal sealed record DebIndex(
    IReadOnlyDictionary<string, string> Texts, IReadOnlyList<DebEntry> Entries)
{
    // A copyright file, the first of these.
    private static readonly string[] s_licences = ["copyright", "copyright.gz"];

    /// <summary>Its control file.</summary>
    public ControlText Control { get; } = new(Texts.GetValueOrDefault("control", "").TrimEnd('\n'));

    /// <summary>The package's copyright file, absolute; null if it has none.</summary>
    public string? LicenceFile => s_licences
        .Select(name => $"/usr/share/doc/{Control.Package}/{name}")
        .FirstOrDefault(path => Entries.Any(e => PackageDatabase.AbsoluteName(e.Name) == path));

    /// <summary>Reads a package. Errors ARG0312, ARG0328 and ARG0329.</summary>
    public static async Task<DebIndex> ReadAsync(DebArchive archive, CancellationToken cancellation)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await archive.ReadControlAsync((name, text) =>
        {
            if (name is "control" or "md5sums" or "conffiles" or "preinst" or "postinst" or "prerm" or "postrm"
                or "triggers") texts[name] = text;
        }, cancellation);
        var conffiles = PackageDatabase.Conffiles(texts.GetValueOrDefault("conffiles", "")).ToHashSet();
        var entries = new List<DebEntry>();
        await archive.ReadFilesAsync(entry =>
        {
            RefuseControlCharacters(archive, entry);
            var md5 = entry.Content is { } content && conffiles.Contains(PackageDatabase.AbsoluteName(entry.Name))
                ? Md5Of(content)
                : null;
            var kept = Certificates.Includes(entry.Name.TrimStart('.', '/')) ? Copy(entry.Content) : null;
            entries.Add(entry with { Content = kept, Md5 = md5 });
        }, cancellation);
        return new(texts, entries);
    }

    // dpkg's list of a package's files has a line for each.
    private static void RefuseControlCharacters(DebArchive archive, DebEntry entry)
    {
        if (!entry.Name.Any(char.IsControl) && !entry.Link.Any(char.IsControl)) return;
        var shown = new StringBuilder();
        foreach (var c in entry.Name) shown.Append(char.IsControl(c) ? $"\\x{(int)c:x2}" : c);
        throw archive.Contradicts(shown.ToString(), "its name, or what it links to, has a control character");
    }

    private static string Md5Of(Stream content)
    {
#pragma warning disable CA5351 // dpkg's format, which protects nothing.
        return Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(content));
#pragma warning restore CA5351
    }

    private static MemoryStream? Copy(Stream? content)
    {
        if (content is null) return null;
        var copy = new MemoryStream();
        content.CopyTo(copy);
        return new(copy.ToArray());
    }
}
