using Argosy.Artifacts.Files;
using Argosy.Processes;

namespace Argosy.Packages.Apt;

/// <summary>A release of an archive in a folder, with a key by which apt accepts it.</summary>
/// <param name="Folder">The archive.</param>
/// <param name="Codename">The release.</param>
/// <param name="Keyring">The public key.</param>
internal sealed record AcceptedArchive(string Folder, string Codename, string Keyring)
{
    /// <summary>The line of <c>sources.list</c>.</summary>
    public string SourceLine => $"deb [signed-by={Keyring}] file:{Folder} {Codename} main";

    /// <summary>Shows an archive in another folder, with its own signature and key. One that isn't signed gets there
    /// a signature of a new key.</summary>
    /// <param name="archive">The archive, which isn't changed.</param>
    /// <param name="codename">The release.</param>
    /// <param name="folder">Gets the release's indexes, the key and a link to the packages. The caller owns it.</param>
    /// <param name="runner">Runs gpg.</param>
    /// <param name="cancellation">Ends gpg.</param>
    public static async Task<AcceptedArchive> MakeAsync(
        string archive, string codename, string folder, CommandRunner runner, CancellationToken cancellation)
    {
        archive = Path.GetFullPath(archive);
        var release = Path.Combine(folder, "dists", codename);
        Copy(Path.Combine(archive, "dists", codename), release);
        Directory.CreateSymbolicLink(Path.Combine(folder, "pool"), Path.Combine(archive, "pool"));
        var made = new AcceptedArchive(folder, codename, Path.Combine(folder, $"proof{ArchiveKey.KeyringSuffix}"));
        if (FolderListing.FilesOf(archive, ArchiveKey.KeyringSuffix) is [var keyring, ..])
        {
            File.Copy(keyring, made.Keyring);
            return made;
        }

        await using var signer = await ArchiveSigner.StartWithNewKeyAsync(runner, cancellation);
        await signer.ExportAsync(made.Keyring, cancellation);
        await signer.SignAsync(release, cancellation);
        return made;
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in FolderListing.Read(source))
        {
            var (from, to) = (Path.Combine(source, file.Name), Path.Combine(target, file.Name));
            if (file.Kind == FileKind.Folder) Copy(from, to);
            else File.Copy(from, to);
        }
    }
}
