using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Files;

/// <summary>A folder of results that are used without checking what they were made from: only its owner may write
/// to it.</summary>
public static class PrivateFolder
{
    private const int OthersWrite = 0b000_010_010;
    private const uint Root = 0;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, which only this user can enter, or checks an existing one. Error ARG0278 if it
    /// belongs to another user, or if others may write to it.</summary>
    public static string Require(string folder)
    {
        if (Posix.TryStatus(folder, follow: false) is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(folder))!);
            Directory.CreateDirectory(folder, Own);
        }

        var status = Posix.TryStatus(folder, follow: false);
        var cause = status switch
        {
            not { IsFolder: true } => "it is no folder",
            { Owner: var owner } when owner != Posix.CurrentUser() && owner != Root => "it belongs to another user",
            { Mode: var mode } when (mode & OthersWrite) != 0 => "other users may write to it",
            _ => null,
        };
        return cause is null ? folder : throw new ArgosyException(new Diagnostic("ARG0278", new(folder),
            $"{cause}, so that what it holds can't be trusted",
            "Remove it, or give it to this user alone (chmod go-w)."));
    }
}
