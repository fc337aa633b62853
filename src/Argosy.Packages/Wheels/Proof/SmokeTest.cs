using Argosy.Packages.Wheels.Audit;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Proof;

/// <summary>What a smoke test runs, and what it proves.</summary>
internal static class SmokeTest
{
    private const string Mark = "imported: ";

    /// <summary>Statements that import each of these modules.</summary>
    public static string Importing(IReadOnlyList<string> modules) => string.Join('\n',
        modules.Select(m => $"importlib.import_module('{m}')").Prepend("import importlib"));

    /// <summary>A smoke test that passed, but imports nothing of the wheel, or none of its extension modules, proves
    /// nothing.</summary>
    /// <param name="smoke">Its run, whose output has a line for each imported file.</param>
    /// <param name="report">The wheel.</param>
    /// <param name="site">The folder it was installed into.</param>
    public static RunOutcome Judge(RunOutcome smoke, WheelReport report, string site)
    {
        var imported = smoke.Result!.Output.Split('\n')
            .Where(l => l.StartsWith($"{Mark}{site}/", StringComparison.Ordinal))
            .Select(l => l[(Mark.Length + site.Length + 1)..].TrimEnd('\r'))
            .Where(report.Files.Contains).ToList();
        if (imported.Count == 0)
        {
            // Such a wheel has programs, data or types.
            return report.Modules.Count == 0
                ? smoke
                : smoke with { Verdict = Verdict.Failed, Reason = "Its smoke test imports nothing of the wheel." };
        }

        var extensions = report.Objects.Select(o => WheelModules.InstalledPath(o.Path))
            .Where(WheelModules.IsExtensionPath).ToList();
        return extensions.Count == 0 || extensions.Exists(imported.Contains)
            ? smoke
            : smoke with
            {
                Verdict = Verdict.Failed,
                Reason = "Its smoke test imports none of the wheel's extension modules."
            };
    }
}
