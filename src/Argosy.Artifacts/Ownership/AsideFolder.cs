using System.Globalization;
using System.Runtime.InteropServices;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

/// <summary>The folder for files that a build may neither replace nor remove:
/// <c>.argosy/aside/&lt;number&gt;/&lt;path&gt;</c>. No build ever removes them.</summary>
internal sealed class AsideFolder(string root)
{
    private const string Name = ".argosy/aside";

    // Reduced by the process's umask.
    private const UnixFileMode Open = (UnixFileMode)0b111_111_111;
    private readonly Lock _lock = new();
    private string? _folder;

    /// <summary>Moves these there and returns the place. Error ARG0248 on failure.</summary>
    internal string Move(IEnumerable<string> paths)
    {
        lock (_lock)
        {
            // A new number for each call: one path may be moved twice in a run.
            _folder = Next();
            foreach (var path in paths) Move(path, $"{_folder}/{path}");
            return _folder;
        }
    }

    private void Move(string path, string to)
    {
        for (var at = to.IndexOf('/'); at > 0; at = to.IndexOf('/', at + 1))
            Demand(Posix.TryMakeFolder($"{root}/{to[..at]}", Open), Posix.Exists, path);
        Demand(Posix.TryRename($"{root}/{path}", $"{root}/{to}"), Posix.NoSuchEntry, path);
    }

    private static void Demand(int error, int harmless, string path)
    {
        if (error != 0 && error != harmless) throw OwnershipFault.Unmoved(path, Marshal.GetPInvokeErrorMessage(error));
    }

    private string Next()
    {
        for (var number = 1; ; number++)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"{Name}/{number}");
            if (Posix.TryStatus($"{root}/{folder}", follow: false) is null) return folder;
        }
    }
}
