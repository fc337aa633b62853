using System.Diagnostics;

namespace Argosy.EndToEnd.Tests.Building;

/// <summary><c>./build.sh</c> as a user starts it: in its own session, so that signals reach all of its
/// processes.</summary>
public sealed class BuildCommand(string folder, params IReadOnlyList<string> arguments)
{
    // Ends builds that hang: on a busy machine the main job may take ten minutes.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    /// <summary>Variables to set.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Text before <c>./build.sh</c>, such as <c>unshare -n</c>.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>Whether results may come from the user's cache: then the build tests little of what makes
    /// them.</summary>
    public bool UsesCache { get; init; }

    /// <summary>Runs the build to its end.</summary>
    public BuildRun Run()
    {
        using var build = Start();
        return build.End(s_limit);
    }

    /// <summary>Starts the build. The owner disposes the result, which ends running processes.</summary>
    public RunningBuild Start()
    {
        // A shell's background jobs ignore Ctrl-C, and their children inherit that.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT,QUIT", "setsid", .. Prefix, "./build.sh", .. arguments, .. Caching])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in System.Environment.GetEnvironmentVariables().Keys.Cast<string>().
            Where(IsOfTheTestRun))
            start.Environment.Remove(name);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    private IEnumerable<string> Caching => UsesCache ? [] : ["--no-cache"];

    internal static bool IsOfTheTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("COREHOST", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Argosy", StringComparison.OrdinalIgnoreCase);
}
