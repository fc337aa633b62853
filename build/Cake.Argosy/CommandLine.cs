using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Refuses what would else be taken for granted: an option that nobody reads, and one without its value.
/// </summary>
internal static class CommandLine
{
    // Cake's own switches, under each of their names (dotnet cake --help).
    private static readonly string[] Cakes =
    [
        "bootstrap", "debug", "description", "dryrun", "exclusive", "help", "info", "invalidate-script-cache", "no-report", "noop",
        "showdescription", "showtree", "skip-bootstrap", "target", "tree", "ver", "verbosity", "version", "whatif",
    ];

    private static readonly string[] Ours =
        ["arch", "audit", "cache", "cache-mode", "explain", "force", "fuzz-seconds", "jobs", "keep-going", "locked", "no-cache"];
    private static readonly string[] WithValue = ["arch", "cache", "cache-mode", "fuzz-seconds", "jobs", "target"];

    // Cake's configuration, of which any key may stand on the command line.
    private static readonly string[] Sections = ["nuget_", "paths_", "settings_"];

    /// <summary>Error ARG0723 for an unknown option, ARG0727 for a missing value; all at once.</summary>
    public static void Check(ICakeArguments arguments)
    {
        var names = Cakes.Concat(Ours).Order(StringComparer.Ordinal).ToList();
        var diagnoses = new List<Diagnosis>();
        foreach (var (name, values) in arguments.GetArguments().OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            if (!IsKnown(name, names))
            {
                diagnoses.Add(new("ARG0723", Place.CommandLine, $"unknown option '--{name}'", Suggestion.TryNearest(name, names) is { } near
                    ? $"Did you mean '--{near}'?"
                    : "./build.sh --help lists the options."));
            }
            else if (WithValue.Contains(name, StringComparer.OrdinalIgnoreCase) && values.Any(string.IsNullOrWhiteSpace))
            {
                diagnoses.Add(new("ARG0727", Place.CommandLine, $"--{name} has no value", $"Write --{name}=VALUE."));
            }
        }

        if (diagnoses.Count > 0) throw new ArgosyException(diagnoses);
    }

    private static bool IsKnown(string name, List<string> names) =>
        names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Sections.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase));
}
