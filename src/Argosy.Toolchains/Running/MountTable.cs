using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Running;

/// <summary>The kernel's mounts of this process.</summary>
/// <remarks>Source: proc_pid_mountinfo(5), fields 5 (mount point) and 6 (options of the mount).</remarks>
internal sealed class MountTable
{
    // The options of a bind mount; in a user namespace it must keep those that it has.
    private static readonly string[] s_kept =
        ["nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime", "nosymfollow"];

    private readonly List<(string Point, string Options)> _mounts;

    private MountTable(List<(string Point, string Options)> mounts) => _mounts = mounts;

    /// <summary>The table of this process.</summary>
    public static MountTable Read() => Parse(File.ReadAllText("/proc/self/mountinfo"));

    /// <summary>A table from the kernel's text.</summary>
    public static MountTable Parse(string text) => new([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(l => l.Split(' ')).Where(f => f.Length > 6)
        .Select(f => (Unescape(f[4]), string.Join(',', f[5].Split(',').Intersect(s_kept))))]);

    /// <summary>The options, joined by commas, of the mount that contains a path: without <c>rw</c> and <c>ro</c>,
    /// possibly none.</summary>
    public string OptionsOf(string path) =>
        // Of two at one point the later one is visible.
        _mounts.Where(m => Holds(m.Point, path))
            .Select((m, i) => (m.Point.Length, i, m.Options))
            .DefaultIfEmpty()
            .Max().Options ?? "";

    /// <summary>The mounts below a path, and their options.</summary>
    public IEnumerable<(string Point, string Options)> Below(string path) =>
        _mounts.Where(m => m.Point != path && Holds(path, m.Point)).GroupBy(m => m.Point).Select(g => g.Last());

    /// <summary>A path as a field of a mount table: fstab(5).</summary>
    public static string Escape(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c is ' ' or '\t' or '\n' or '\\' or '#')
                text.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
            else text.Append(c);
        }

        return text.ToString();
    }

    private static bool Holds(string folder, string path) => folder == "/" || PathText.IsWithin(path, folder);

    private static string Unescape(string field)
    {
        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length)
            {
                text.Append((char)Convert.ToInt32(field.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
