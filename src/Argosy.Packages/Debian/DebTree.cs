using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Packages.Debian;

/// <summary>The files of a package before dpkg-deb packs them, with modes and times that don't depend on the
/// user.</summary>
internal sealed class DebTree(string path, DateTimeOffset date)
{
    private const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ProgramMode =
        FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const string Control = "DEBIAN/";

    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _programs = new(StringComparer.Ordinal);
    private int _links;

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>deb-control(5): each file rounded up, links as one.</summary>
    public long InstalledKibibytes => _links + _files.Sum(f => (new FileInfo(PathOf(f)).Length + 1023) / 1024);

    /// <summary>Its configuration files, which dpkg never overwrites unasked (Debian policy 10.7).</summary>
    public IReadOnlyList<string> Conffiles =>
        [.. _files.Where(f => f.StartsWith("etc/", StringComparison.Ordinal))];

    /// <summary>The path of one of its files on this machine.</summary>
    public string PathOf(string target) => System.IO.Path.Combine(Path, target);

    public void Copy(string source, string target, bool isProgram = false)
    {
        RegularFile.Copy(source, Place(target));
        if (isProgram) _programs.Add(PathOf(target));
        Count(target);
    }

    public void Write(string target, string text)
    {
        File.WriteAllText(Place(target), text);
        if (!target.StartsWith(Control, StringComparison.Ordinal)) Count(target);
    }

    /// <summary>Writes a text with gzip, without name and time.</summary>
    public void WritePacked(string text, string target)
    {
        using (var file = File.Create(Place(target)))
        using (var gzip = new GZipStream(file, CompressionLevel.SmallestSize)) gzip.Write(Encoding.UTF8.GetBytes(text));
        Count(target);
    }

    public void Link(string link, string target)
    {
        File.CreateSymbolicLink(Place(link), target);
        _links++;
    }

    /// <summary>The path of a file to be written, in its folder.</summary>
    public string Place(string target)
    {
        var place = PathOf(target);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        return place;
    }

    /// <summary>A file that another program wrote is one of the package's.</summary>
    public void Count(string target) => _files.Add(target);

    /// <summary>The control file <c>md5sums</c>: all files without configuration.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5351", Justification = "dpkg's format: it finds damage, not attacks.")]
    public string Sums() => string.Concat(_files.Except(Conffiles).Order(StringComparer.Ordinal)
        .Select(f => $"{Convert.ToHexStringLower(MD5.HashData(File.ReadAllBytes(PathOf(f))))}  {f}\n"));

    /// <summary>Sets the mode and time of every file and folder. dpkg-deb itself limits links' times to the
    /// date.</summary>
    public void Settle() => Settle(Path);

    private void Settle(string folder)
    {
        foreach (var entry in FolderListing.Read(folder))
        {
            var path = System.IO.Path.Combine(folder, entry.Name);
            if (entry.Kind == FileKind.Folder) Settle(path);
            if (entry.Kind != FileKind.File) continue;
            File.SetUnixFileMode(path, _programs.Contains(path) ? ProgramMode : FileMode);
            File.SetLastWriteTimeUtc(path, date.UtcDateTime);
        }

        File.SetUnixFileMode(folder, ProgramMode);
        Directory.SetLastWriteTimeUtc(folder, date.UtcDateTime);
    }
}
