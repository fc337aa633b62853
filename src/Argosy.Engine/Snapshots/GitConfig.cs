using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Engine.Snapshots;

/// <summary>The files of git's configuration, which can change what <c>git log</c> says, such as whether it trusts the
/// folder at all.</summary>
internal static class GitConfig
{
    // As git 2.40 reads them, for names that don't depend on how git was compiled.
    private static readonly string[] s_named = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG"];

    /// <summary>Their paths, whether they exist or not, those that others include too; null if they can't be
    /// told.</summary>
    /// <remarks>Git itself lists where its settings come from: it knows its own folder, and what an include means.
    /// A conditional include counts whatever its condition says: that depends on HEAD, on the settings and on the
    /// folder's path, which count, too.</remarks>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="common">The repository's folder, which all of its work trees share.</param>
    /// <param name="folder">The work tree's own folder in it.</param>
    public static IReadOnlyList<string>? TryFindFiles(string root, string common, string folder)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal)
        {
            Path.Combine(common, "config"), Path.Combine(folder, "config.worktree"),
            "/etc/gitconfig", Path.Combine(HomeFolder.Path, ".gitconfig"),
            Path.Combine(Set("XDG_CONFIG_HOME") ?? Path.Combine(HomeFolder.Path, ".config"), "git/config"),
        };
        foreach (var named in s_named.Select(Set).OfType<string>()) files.Add(Path.GetFullPath(named, root));
        return TryList(root) is { } settings && settings.All(s => TryAdd(files, s, root)) ? [.. files] : null;
    }

    // Each setting as its origin, its name and its value; a bare name has no value.
    private static List<(string Origin, string Name, string Value)>? TryList(string root)
    {
        try
        {
            var listed = CommandRunner.Silent.TryRunAsync(
                new("git", "-C", root, "config", "--list", "--show-origin", "-z"), CancellationToken.None)
                .GetAwaiter().GetResult();
            if (!listed.Succeeded) return null;
            var settings = new List<(string, string, string)>();
            var texts = listed.Output.Split('\0');
            for (var i = 0; i + 1 < texts.Length; i += 2)
            {
                var setting = texts[i + 1].Split('\n', 2);
                settings.Add((texts[i], setting[0], setting.Length > 1 ? setting[1] : ""));
            }

            return settings;
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return null;
        }
    }

    private static bool TryAdd(SortedSet<string> files, (string Origin, string Name, string Value) setting, string root)
    {
        const string lead = "file:";
        var file = setting.Origin.StartsWith(lead, StringComparison.Ordinal)
            ? Path.GetFullPath(setting.Origin[lead.Length..], root)
            : null;
        if (file is not null) files.Add(file);
        if (!IsInclude(setting.Name)) return true;
        // Of another user's home or git's own folder only git knows where it is.
        if (setting.Value is [] or ['~', not '/', ..] or ['%', ..]) return false;
        var path = setting.Value.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(HomeFolder.Path, setting.Value[2..])
            : setting.Value;
        if (!Path.IsPathRooted(path) && file is null) return false;
        files.Add(Path.GetFullPath(path, Path.GetDirectoryName(file) ?? root));
        return true;
    }

    private static bool IsInclude(string name) =>
        name == "include.path" || (name.StartsWith("includeif.", StringComparison.Ordinal)
            && name.EndsWith(".path", StringComparison.Ordinal));

    private static string? Set(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
