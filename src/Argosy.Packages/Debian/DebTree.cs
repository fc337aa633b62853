using Argosy.Artifacts.Files;

namespace Argosy.Packages.Debian;

/// <summary>The files of a package before dpkg-deb packs them, with modes and times that don't depend on the
/// user.</summary>
internal sealed class DebTree(string path, DateTimeOffset date)
{
    private const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode FolderMode =
        FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private long _kibibytes;

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>deb-control(5): each file rounded up.</summary>
    public long InstalledKibibytes => _kibibytes;

    public void Copy(string source, string target)
    {
        RegularFile.Copy(source, Place(target));
        Count(target);
    }

    public void Write(string target, string text) => File.WriteAllText(Place(target), text);

    public void Link(string link, string target)
    {
        File.CreateSymbolicLink(Place(link), target);
        _kibibytes++;
    }

    /// <summary>Sets the mode and time of every file and folder. dpkg-deb itself limits links' times to the
    /// date.</summary>
    public void Settle()
    {
        Settle(Path);
    }

    private void Settle(string folder)
    {
        foreach (var entry in FolderListing.Read(folder))
        {
            var path = System.IO.Path.Combine(folder, entry.Name);
            if (entry.Kind == FileKind.Folder) Settle(path);
            if (entry.Kind != FileKind.File) continue;
            File.SetUnixFileMode(path, FileMode);
            File.SetLastWriteTimeUtc(path, date.UtcDateTime);
        }

        File.SetUnixFileMode(folder, FolderMode);
        Directory.SetLastWriteTimeUtc(folder, date.UtcDateTime);
    }

    private string Place(string target)
    {
        var place = System.IO.Path.Combine(Path, target);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        return place;
    }

    private void Count(string target) =>
        _kibibytes += (new FileInfo(System.IO.Path.Combine(Path, target)).Length + 1023) / 1024;
}
