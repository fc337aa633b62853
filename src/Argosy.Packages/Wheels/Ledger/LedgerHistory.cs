using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The ledger to compare with: the one that was given, else the last one on this machine that
/// differs.</summary>
/// <param name="folder">Keeps the ledgers between runs.</param>
public sealed class LedgerHistory(string folder)
{
    private string Last => Path.Combine(folder, "last.json");

    private string Before => Path.Combine(folder, "before.json");

    /// <summary>Adds what changed to a ledger, and keeps it for the next run. A run that changes nothing compares with
    /// the same ledger again, so that its output stays the same. Error ARG0573 for a given ledger that can't be
    /// read.</summary>
    /// <param name="ledger">The current one.</param>
    /// <param name="previous">The path of a given one, or null.</param>
    public WheelLedger Compare(WheelLedger ledger, string? previous)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        Keep(ledger);
        var before = previous is null ? FindBefore() : LedgerFile.Read(previous);
        return before is null ? ledger : ledger with { Changes = LedgerChanges.Between(before, ledger) };
    }

    // One of another version of Argosy, or a damaged one, is none.
    private WheelLedger? FindBefore()
    {
        try
        {
            return File.Exists(Before) ? LedgerFile.Read(Before) : null;
        }
        catch (ArgosyException)
        {
            return null;
        }
    }

    private void Keep(WheelLedger ledger)
    {
        var text = LedgerFile.Text(ledger with { Changes = null });
        if (File.Exists(Last))
        {
            if (File.ReadAllText(Last) == text) return;
            File.Move(Last, Before, overwrite: true);
        }

        AtomicFile.Write(Last, text);
    }
}
