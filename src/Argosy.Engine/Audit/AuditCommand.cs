namespace Argosy.Engine.Audit;

/// <summary>The command that runs one task alone, like the user's own command.</summary>
internal static class AuditCommand
{
    // These options are for the audit, not for the single task.
    private static readonly string[] s_ours =
    [
        "audit", "cache", "cache-ca", "cache-key", "cache-mode", "cache-plain-http", "cache-trust", "exclusive",
        "explain", "force", "no-cache", "target", "t",
    ];

    /// <summary>Arguments of the host: Cake's own assembly, then the user's arguments with another target.</summary>
    /// <param name="own">This process's command line: the assembly, then Cake's arguments.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<string> Arguments(IReadOnlyList<string> own, string task)
    {
        var kept = new List<string> { own[0] };
        for (var i = 1; i < own.Count; i++)
        {
            if (!IsOurs(own[i]))
            {
                kept.Add(own[i]);
            }
            else if (!own[i].Contains('=', StringComparison.Ordinal)
                && i + 1 < own.Count && own[i + 1][0] != '-'
                && TakesValue(own[i]))
            {
                i++;
            }
        }

        return [.. kept, $"--target={task}", "--exclusive", "--force", "--no-cache"];
    }

    private static bool IsOurs(string argument) =>
        argument.StartsWith('-') && s_ours.Contains(NameOf(argument), StringComparer.OrdinalIgnoreCase);

    private static bool TakesValue(string argument) =>
        NameOf(argument) is "target" or "t" or "cache"
            or "cache-ca" or "cache-key" or "cache-mode" or "cache-trust";

    private static string NameOf(string argument) => argument.TrimStart('-').Split('=')[0];
}
