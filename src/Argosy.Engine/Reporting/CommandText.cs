namespace Argosy.Engine.Reporting;

/// <summary>A command line for records and other users: a value may be a secret, so only those of the build's own
/// options are shown.</summary>
internal static class CommandText
{
    private const string Hidden = "…";

    private static readonly HashSet<string> s_shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "target", "arch", "jobs", "verbosity", "cache-mode", "fuzz-seconds", "exclusive", "force", "explain",
        "keep-going", "no-cache", "locked", "audit", "dryrun", "tree",
    };

    /// <summary>The arguments with hidden values: <c>build.cake --target=Push --api-key=…</c>.</summary>
    public static string Of(IEnumerable<string> arguments)
    {
        var shown = new List<string>();
        var isValue = false;
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('-'))
            {
                var (name, value) = argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                    ? (argument[..at], argument[(at + 1)..]) : (argument, null);
                var isShown = s_shown.Contains(name.TrimStart('-'));
                shown.Add(value is null || isShown ? argument : $"{name}={Hidden}");
                isValue = value is null && !isShown;
                continue;
            }

            // Written after its option, with a space between.
            shown.Add(isValue ? Hidden : argument);
            isValue = false;
        }

        return string.Join(' ', shown);
    }
}
