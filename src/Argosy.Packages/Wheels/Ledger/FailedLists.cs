using Argosy.Artifacts;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>A <c>failed.txt</c> for each platform, as OpenStack's wheel mirrors have it: the constraint lines that were
/// to give a wheel and gave none.</summary>
public static class FailedLists
{
    /// <summary>The lists' name in each platform's folder.</summary>
    public const string FileName = "failed.txt";

    /// <summary>Writes <c>&lt;slug&gt;/failed.txt</c> for each platform; an empty one where nothing failed.</summary>
    public static void Write(string folder, WheelLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        foreach (var platform in ledger.Platforms)
        {
            AtomicFile.Write(Path.Combine(folder, platform.Slug, FileName), string.Concat(ledger.Lines
                .Where(l => l.Cells.Any(c => c.Platform == platform.Name && c.Status.IsMissing()))
                .Select(l => $"{l.Text}\n")));
        }
    }
}
