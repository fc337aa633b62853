namespace Argosy.Toolchains.Debian.Roots;

/// <summary>The file of all certificates that ca-certificates would write when it is configured.</summary>
/// <remarks>No maintainer script runs while a root is made, and pip, curl, git and others read only this file. As in
/// <c>update-ca-certificates</c>: each certificate on separate lines, in the order of their paths.</remarks>
internal sealed class Certificates
{
    private const string Folder = "usr/share/ca-certificates/";

    /// <summary>Its path.</summary>
    public const string Bundle = "etc/ssl/certs/ca-certificates.crt";

    private readonly SortedDictionary<string, byte[]> _all = new(StringComparer.Ordinal);

    /// <summary>Whether a file is a certificate that belongs into it.</summary>
    public static bool Includes(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(".crt", StringComparison.Ordinal);

    /// <summary>Adds a certificate; returns the entry with its bytes still unread.</summary>
    public RootEntry Take(RootEntry entry)
    {
        var content = new MemoryStream();
        entry.Content?.CopyTo(content);
        _all[entry.Path] = content.ToArray();
        return entry with { Content = new MemoryStream(_all[entry.Path]) };
    }

    /// <summary>The file; null without certificates.</summary>
    public RootEntry? File()
    {
        if (_all.Count == 0) return null;
        var bundle = new MemoryStream();
        foreach (var certificate in _all.Values)
        {
            bundle.Write(certificate);
            if (certificate is [.., not (byte)'\n']) bundle.WriteByte((byte)'\n');
        }

        bundle.Position = 0;
        return RootEntry.File(Bundle, bundle);
    }
}
