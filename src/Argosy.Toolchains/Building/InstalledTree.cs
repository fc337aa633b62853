using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Building;

/// <summary>Converts a project's installed files from a tree at a machine's root to one at <c>/usr</c>.</summary>
internal static class InstalledTree
{
    // The other folders that the file system hierarchy lets packages install to.
    private static readonly string[] s_beside = ["bin", "sbin", "lib", "lib64", "etc", "var", "opt", "srv"];

    /// <summary>Moves the contents of <c>usr</c> up, next to <c>etc</c> and similar folders. A merged <c>/usr</c>
    /// includes <c>/lib</c>, too. Error ARG0324 for any other folder, ARG0325 if nothing is installed.</summary>
    public static void Settle(string folder, string project)
    {
        var tops = Directory.GetFileSystemEntries(folder)
            .Select(e => Path.GetFileName(e)!)
            .Order(StringComparer.Ordinal)
            .ToList();
        var stranger = tops.FirstOrDefault(t => t != "usr" && !s_beside.Contains(t))
            ?? (Directory.Exists(folder + project) ? project.TrimStart('/') : null);
        if (stranger is not null)
        {
            var first = FolderContents.Below(new(Path.Combine(folder, stranger))).Select(e => e.FullName)
                .Order(StringComparer.Ordinal).FirstOrDefault() ?? Path.Combine(folder, stranger);
            throw new ArgosyException(new Diagnostic("ARG0324", new(project),
                $"the project installs to {first[folder.Length..]}, which is no folder that a package may install to",
                "Write a DESTINATION relative to the prefix, such as lib, or an absolute one "
                    + "below /usr, /etc, /opt, /srv or /var."));
        }

        // Its own name must not conflict with usr/usr.
        var prefix = Path.Combine(folder, "usr");
        if (Directory.Exists(prefix))
        {
            var aside = Path.Combine(folder, ".usr");
            Directory.Move(prefix, aside);
            Merge(aside, folder, project);
            Directory.Delete(aside);
        }

        if (!FolderContents.Below(new(folder)).Any())
        {
            throw new ArgosyException(new Diagnostic("ARG0325", new(project), "the project installs nothing",
                "Give it install() rules: libraries to lib, programs to bin, tests to test."));
        }
    }

    private static void Merge(string from, string to, string project)
    {
        foreach (var entry in Directory.GetFileSystemEntries(from))
        {
            var target = Path.Combine(to, Path.GetFileName(entry));
            var isFolder = new DirectoryInfo(entry) is { Exists: true, LinkTarget: null };
            if (isFolder && Directory.Exists(target))
            {
                Merge(entry, target, project);
                Directory.Delete(entry);
            }
            else if (isFolder)
            {
                Directory.Move(entry, target);
            }
            else if (Path.Exists(target))
            {
                throw new ArgosyException(new Diagnostic("ARG0324", new(project),
                    $"the project installs {Path.GetFileName(entry)} twice: "
                        + "below /usr, and to the same place without it",
                    "Install it once: on a merged /usr these are one file."));
            }
            else
            {
                File.Move(entry, target);
            }
        }
    }
}
