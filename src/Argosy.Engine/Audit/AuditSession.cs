using System.Globalization;
using Argosy.Processes.Trees;

namespace Argosy.Engine.Audit;

/// <summary>Connects an audit and the build that it traces: by a variable with the audit's process and the
/// project.</summary>
internal static class AuditSession
{
    private const string Variable = "ARGOSY_AUDIT";
    private static string? s_watched;

    /// <summary>The environment of the build that this process is about to trace.</summary>
    public static IReadOnlyDictionary<string, string> Order(string root) =>
        new Dictionary<string, string>
        {
            [Variable] = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}:{root}")
        };

    /// <summary>Whether this process is the build that an audit of this project traces. The audit holds the workspace's
    /// lock and waits. Builds that this one starts elsewhere are not audited: the variable is removed for
    /// them.</summary>
    public static bool IsOn(string root)
    {
        // A script may run several targets in sequence.
        if (Environment.GetEnvironmentVariable(Variable) is not { } order) return s_watched == root;
        Environment.SetEnvironmentVariable(Variable, null);
        var parts = order.Split(':', 2);
        var isOn = parts.Length == 2 && parts[1] == root
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var audit)
            // Not an old variable in someone's environment, but an audit that waits for exactly this process.
            && ProcessTree.Below(audit).Contains(Environment.ProcessId);
        s_watched = isOn ? root : null;
        return isOn;
    }
}
