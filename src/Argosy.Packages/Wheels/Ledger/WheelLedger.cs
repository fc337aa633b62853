namespace Argosy.Packages.Wheels.Ledger;

/// <summary>What became of each constraint line on each platform.</summary>
/// <param name="Platforms">The platforms, in the model's order.</param>
/// <param name="Lines">The lines, sorted by name and version.</param>
public sealed record WheelLedger(IReadOnlyList<LedgerPlatform> Platforms, IReadOnlyList<LedgerLine> Lines)
{
    /// <summary>What changed since the previous ledger; null without one.</summary>
    public LedgerChanges? Changes { get; init; }

    /// <summary>The lines by urgency: those that lack a wheel first, of these the ones that most others need.</summary>
    public IEnumerable<LedgerLine> Ranked() => Lines.OrderByDescending(l => l.Cells.Any(c => c.Status.IsMissing()))
        .ThenByDescending(l => l.NeededBy).ThenBy(l => l.Name, StringComparer.Ordinal)
        .ThenBy(l => l.Version, StringComparer.Ordinal);

    /// <summary>The number of lines with a status on a platform.</summary>
    public int Count(string platform, LedgerStatus status) =>
        Lines.Count(l => l.Cells.Any(c => c.Platform == platform && c.Status == status));
}

/// <summary>A platform of the ledger.</summary>
/// <param name="Name">Such as <c>debian-12-arm64</c>.</param>
/// <param name="Slug">Its mirror's folder, such as <c>debian-12-aarch64</c>.</param>
public sealed record LedgerPlatform(string Name, string Slug);

/// <summary>A constraint line.</summary>
/// <param name="Name">The project, normalised by PEP 503.</param>
/// <param name="Version">Its version; empty if no constraint says one.</param>
/// <param name="NeededBy">How many other projects of the ledger need it, directly or through others.</param>
/// <param name="Cells">A cell for each platform, in their order.</param>
public sealed record LedgerLine(string Name, string Version, int NeededBy, IReadOnlyList<LedgerCell> Cells)
{
    /// <summary>The line as in a constraints file.</summary>
    public string Text => Version.Length > 0 ? $"{Name}==={Version}" : Name;
}

/// <summary>A line on a platform.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Status">What became of it.</param>
public sealed record LedgerCell(string Platform, LedgerStatus Status)
{
    /// <summary>Why it has this status: the compiler's first error, the declared reason; null if there is nothing to
    /// say.</summary>
    public string? Reason { get; init; }

    /// <summary>The wheel's file name; null without a wheel.</summary>
    public string? File { get; init; }

    /// <summary>The proof of the wheel; null if none ran.</summary>
    public string? Proof { get; init; }
}

/// <summary>How a ledger differs from the previous one. Each entry is <c>name on platform</c>, sorted.</summary>
/// <param name="Broke">Had a wheel, and has none now.</param>
/// <param name="CameBack">Lacked a wheel, and has one now.</param>
/// <param name="Added">Weren't in the previous ledger.</param>
/// <param name="Removed">Are no longer in the ledger.</param>
public sealed record LedgerChanges(
    IReadOnlyList<string> Broke, IReadOnlyList<string> CameBack, IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed)
{
    /// <summary>Compares two ledgers. A line is the same one in another version.</summary>
    public static LedgerChanges Between(WheelLedger before, WheelLedger now)
    {
        var (old, current) = (Cells(before), Cells(now));
        return new(
            [.. current.Where(c => old.TryGetValue(c.Key, out var was) && was.HasWheel() && c.Value.IsMissing())
                .Select(c => c.Key)],
            [.. current.Where(c => old.TryGetValue(c.Key, out var was) && was.IsMissing() && c.Value.HasWheel())
                .Select(c => c.Key)],
            [.. current.Keys.Where(k => !old.ContainsKey(k))],
            [.. old.Keys.Where(k => !current.ContainsKey(k))]);
    }

    // Of several lines of a project, only one holds on a platform: the others are excluded by their markers.
    private static SortedDictionary<string, LedgerStatus> Cells(WheelLedger ledger)
    {
        var cells = new SortedDictionary<string, LedgerStatus>(StringComparer.Ordinal);
        foreach (var line in ledger.Lines)
        {
            foreach (var cell in line.Cells)
            {
                var key = $"{line.Name} on {cell.Platform}";
                if (!cells.TryGetValue(key, out var other) || other == LedgerStatus.Excluded) cells[key] = cell.Status;
            }
        }

        return cells;
    }
}
