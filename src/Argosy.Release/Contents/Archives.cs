using Argosy.Artifacts.Files;
using Argosy.Oci.Tar;
using Argosy.Processes;
using Argosy.Release.Versions;

namespace Argosy.Release.Contents;

/// <summary>Archives that a release adds: the same tree always gives the same bytes.</summary>
internal static class Archives
{
    private const UnixFileMode File644 = (UnixFileMode)0b110_100_100;
    private const UnixFileMode File755 = (UnixFileMode)0b111_101_101;
    private static readonly int s_threads = Environment.ProcessorCount;

    /// <summary>Packs a native item, below one folder: entries sorted by path, of root, with the modes of
    /// outputs.</summary>
    /// <param name="folder">The item's folder for an architecture.</param>
    /// <param name="top">The folder in the archive.</param>
    /// <param name="mtime">Of each entry, in seconds since 1970.</param>
    /// <param name="target">Receives the archive.</param>
    public static void PackNative(string folder, string top, long mtime, Stream target) =>
        GzipMembers.Write(target, s_threads, tar =>
        {
            var folders = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in ReleaseContents.FilesOf(folder))
            {
                foreach (var around in PathText.Around($"{top}/{file}").Reverse().Where(folders.Add))
                    tar.Write(new TarHeader('5', $"{around}/", File755) { Modified = mtime }.ToPax());
                Add(tar, Path.Combine(folder, file), $"{top}/{file}", mtime);
            }

            tar.Write(new byte[2 * TarHeader.BlockSize]);
        });

    /// <summary>Packs the files of a commit, below one folder.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="top">The folder in the archive.</param>
    /// <param name="target">Receives the archive.</param>
    /// <param name="cancellation">Ends git.</param>
    public static async Task PackSourceAsync(
        string root, string commit, string top, Stream target, CancellationToken cancellation)
    {
        // A user's configuration changes modes and line ends.
        var archive = new Git(root).Command(
            "-c", "tar.umask=0022", "-c", "core.autocrlf=false", "-c", "core.eol=lf",
            "archive", "--format=tar", $"--prefix={top}/", commit);
        await CommandRunner.ReadBytesAsync(
            archive, content => GzipMembers.Write(target, s_threads, content.CopyTo), cancellation);
    }

    private static void Add(Stream tar, string path, string name, long mtime)
    {
        if (new FileInfo(path).LinkTarget is { } link)
        {
            tar.Write(new TarHeader('2', name, (UnixFileMode)0b111_111_111) { Link = link, Modified = mtime }.ToPax());
            return;
        }

        using var content = File.OpenRead(path);
        var mode = (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0 ? File644 : File755;
        tar.Write(new TarHeader('0', name, mode) { Size = content.Length, Modified = mtime }.ToPax());
        content.CopyTo(tar);
        tar.Write(new byte[TarHeader.Padding(content.Length)]);
    }
}
