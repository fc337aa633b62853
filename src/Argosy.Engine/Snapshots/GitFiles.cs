namespace Argosy.Engine.Snapshots;

/// <summary>The files that determine what <c>git log</c> says about a project's last commit.</summary>
internal static class GitFiles
{
    private const string DateVariable = "SOURCE_DATE_EPOCH";
    private const int LongestChain = 5;

    // With one of these, other files decide.
    private static readonly string[] s_elsewhere =
    [
        "GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_REPLACE_REF_BASE",
        "GIT_CEILING_DIRECTORIES", "GIT_REF_STORAGE",
    ];

    /// <summary>Their paths, whether they exist or not; null if the commit can't be told from files alone.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    public static IReadOnlyList<string>? TryFind(string root)
    {
        if (s_elsewhere.Any(v => Environment.GetEnvironmentVariable(v) is not null)) return null;
        var git = Path.Combine(root, ".git");
        var folder = git;
        if (File.Exists(git))
        {
            const string lead = "gitdir: ";
            var text = File.ReadAllText(git).Trim();
            if (!text.StartsWith(lead, StringComparison.Ordinal)) return null;
            folder = Path.GetFullPath(text[lead.Length..], root);
        }
        else if (!Directory.Exists(git))
        {
            // A folder around the project may be a work tree.
            return Environment.GetEnvironmentVariable(DateVariable) is { Length: > 0 } ? [git] : null;
        }

        var link = Path.Combine(folder, "commondir");
        var common = File.Exists(link) ? Path.GetFullPath(File.ReadAllText(link).Trim(), folder) : folder;
        var replaced = Path.Combine(common, "refs/replace");
        if (Path.Exists(replaced)) return null;
        if (GitConfig.TryFindFiles(root, common, folder) is not { } config) return null;
        List<string> files = [git, link, replaced, .. config];
        return AddHead(files, folder, common) ? files : null;
    }

    // From HEAD to the file that has the commit. A repository without such files keeps its
    // references in a format of its own.
    private static bool AddHead(List<string> files, string folder, string common)
    {
        const string lead = "ref: ";
        var packed = Path.Combine(common, "packed-refs");
        files.Add(packed);
        var file = Path.Combine(folder, "HEAD");
        for (var links = 0; links < LongestChain; links++)
        {
            files.Add(file);
            if (!File.Exists(file)) return false;
            var text = File.ReadAllText(file).Trim();
            if (!text.StartsWith(lead, StringComparison.Ordinal)) return text.Length > 0;
            var name = text[lead.Length..];
            file = Path.Combine(common, name);
            if (File.Exists(file)) continue;
            files.Add(file);
            return File.Exists(packed)
                && File.ReadLines(packed).Any(l => l.EndsWith($" {name}", StringComparison.Ordinal));
        }

        return false;
    }
}
