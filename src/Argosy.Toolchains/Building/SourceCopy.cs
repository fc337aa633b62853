using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Building;

/// <summary>A copy of a project's sources for build systems that write into them.</summary>
/// <remarks>All files have one time of change: make, which compares times, then takes generated files that come with
/// the sources (configure, a parser) for up to date, whatever order a checkout wrote them in. What an earlier build of
/// the user's left among the sources isn't copied, since make would take that for up to date, too.</remarks>
internal static class SourceCopy
{
    /// <summary>The time of change of every file.</summary>
    public static DateTime Time { get; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] s_folders = [".git", ".argosy", "artifacts", ".libs", "autom4te.cache"];
    private static readonly string[] s_files = ["config.status", "config.cache", "config.log"];
    private static readonly string[] s_ends = [".o", ".lo", ".la", ".a", ".so", ".obj", ".gcda", ".gcno"];

    /// <summary>Copies a folder; links are kept as they are.</summary>
    public static void Make(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos()
            .OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                if (!IsLeftover(entry.Name)) File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo)
            {
                if (!s_folders.Contains(entry.Name)) Make(entry.FullName, target);
            }
            else if (!IsLeftover(entry.Name))
            {
                RegularFile.Copy(entry.FullName, target);
                File.SetLastWriteTimeUtc(target, Time);
            }
        }
    }

    private static bool IsLeftover(string name) => s_files.Contains(name)
        || s_ends.Any(e => name.EndsWith(e, StringComparison.Ordinal))
        || name.Contains(".so.", StringComparison.Ordinal);
}
