using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Rejects unknown options, options without their value, and switches with one.</summary>
/// <remarks><c>build.sh</c> finds the same mistakes earlier, before it installs or compiles anything; this is for
/// direct calls of <c>dotnet cake</c>. Mistakes that Cake's own parser rejects never get here: an empty value such as
/// <c>--arch=</c>, an unknown verbosity, a name without dashes.</remarks>
internal static class CommandLine
{
    // Cake's own switches, under each of their names (dotnet cake --help).
    private static readonly string[] s_cakes =
    [
        "bootstrap", "debug", "description", "dryrun", "exclusive", "help", "info", "invalidate-script-cache",
        "no-report", "noop", "showdescription", "showtree", "skip-bootstrap", "target", "tree", "ver", "verbosity",
        "version", "whatif", "d", "e", "h", "t", "v",
    ];

    // Short forms that only build.sh knows, since Cake passes them on unchanged.
    private static readonly Dictionary<string, string> s_shorts = new() { ["j"] = "jobs=N", ["k"] = "keep-going" };

    private static readonly string[] s_ours =
    [
        "allow-inconclusive", "arch", "audit", "cache", "cache-ca", "cache-key", "cache-mode", "cache-plain-http",
        "cache-trust", "clean", "debian-key", "explain", "force", "fuzz-seconds", "jobs", "keep-going", "locked",
        "mirror-dry-run", "mirror-target", "move-aside", "no-cache", "platform", "previous-ledger", "registry",
        "registry-ca", "registry-dry-run", "registry-plain-http", "release-dry-run", "release-key", "release-target",
        "release-version", "sign-as", "sign-key",
    ];
    private static readonly string[] s_withValue =
    [
        "arch", "cache", "cache-ca", "cache-key", "cache-mode", "cache-trust", "debian-key", "fuzz-seconds", "jobs",
        "mirror-target", "platform", "previous-ledger", "registry", "registry-ca", "release-key", "release-target",
        "release-version", "sign-as", "sign-key", "target",
    ];

    // Cake's configuration, any key of which may be on the command line.
    private static readonly string[] s_sections = ["nuget_", "paths_", "settings_"];

    /// <summary>Our own options, for the test that compares them with the script's help.</summary>
    internal static IReadOnlyList<string> Names => s_ours;

    /// <summary>The options that need a value.</summary>
    internal static IReadOnlyList<string> NamesWithValue => [.. s_withValue.Where(s_ours.Contains)];

    /// <summary>Error ARG0723 for an unknown option, ARG0727 for a missing value, ARG0779 for an unexpected one; all
    /// together.</summary>
    public static void Check(ICakeArguments arguments)
    {
        var names = s_cakes.Concat(s_ours).Order(StringComparer.Ordinal).ToList();
        var diagnostics = new List<Diagnostic>();
        foreach (var (name, values) in arguments.GetArguments().OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            if (!IsKnown(name, names))
            {
                var dashes = name.Length == 1 ? "-" : "--";
                diagnostics.Add(new("ARG0723", SourceLocation.CommandLine, $"unknown option '{dashes}{name}'",
                    s_shorts.TryGetValue(name, out var written) ? $"Write --{written}."
                    : name.Length > 1 && Suggestion.TryNearest(name, names) is { } near ? $"Did you mean '--{near}'?"
                    : "./build.sh --help lists the options."));
            }
            else if (s_withValue.Contains(name, StringComparer.OrdinalIgnoreCase)
                && values.Any(string.IsNullOrWhiteSpace))
            {
                diagnostics.Add(new(
                    "ARG0727", SourceLocation.CommandLine, $"--{name} has no value", $"Write --{name}=VALUE."));
            }
            else if (s_ours.Except(s_withValue).Contains(name, StringComparer.OrdinalIgnoreCase)
                && values.Any(v => !string.IsNullOrEmpty(v)))
            {
                diagnostics.Add(new(
                    "ARG0779", SourceLocation.CommandLine, $"--{name} takes no value",
                    $"Write --{name}, or leave it out."));
            }
        }

        if (diagnostics.Count > 0) throw new ArgosyException(diagnostics);
    }

    private static bool IsKnown(string name, List<string> names) =>
        names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || s_sections.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase));
}
