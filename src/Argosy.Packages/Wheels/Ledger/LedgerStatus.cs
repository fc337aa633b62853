namespace Argosy.Packages.Wheels.Ledger;

/// <summary>What became of a constraint line on a platform.</summary>
public enum LedgerStatus
{
    /// <summary>Built with a cross compiler.</summary>
    Cross,

    /// <summary>Built under emulation, or on a machine of the platform.</summary>
    Emulated,

    /// <summary>A wheel for any machine.</summary>
    Pure,

    /// <summary>The project itself publishes a wheel that fits.</summary>
    Upstream,

    /// <summary>Not built, for the reason that its declaration gives.</summary>
    Skipped,

    /// <summary>The line's marker excludes the platform.</summary>
    Excluded,

    /// <summary>The distribution's archive doesn't have the architecture.</summary>
    Absent,

    /// <summary>Neither built nor failed: an emulator crashed, or time ran out.</summary>
    Inconclusive,

    /// <summary>Its build, audit or proof failed.</summary>
    Failed,
}

/// <summary>What the statuses mean for readers.</summary>
public static class LedgerStatuses
{
    /// <summary>All, in the order in which outputs show them.</summary>
    public static IReadOnlyList<LedgerStatus> All { get; } = Enum.GetValues<LedgerStatus>();

    /// <summary>Whether a user of the platform has a wheel.</summary>
    public static bool HasWheel(this LedgerStatus status) =>
        status is LedgerStatus.Cross or LedgerStatus.Emulated or LedgerStatus.Pure or LedgerStatus.Upstream;

    /// <summary>Whether a user lacks a wheel that was to be there.</summary>
    public static bool IsMissing(this LedgerStatus status) =>
        status is LedgerStatus.Failed or LedgerStatus.Inconclusive;

    /// <summary>The word of outputs, such as <c>cross</c>.</summary>
    public static string Word(this LedgerStatus status) => status switch
    {
        LedgerStatus.Cross => "cross",
        LedgerStatus.Emulated => "emulated",
        LedgerStatus.Pure => "pure",
        LedgerStatus.Upstream => "upstream",
        LedgerStatus.Skipped => "skipped",
        LedgerStatus.Excluded => "excluded",
        LedgerStatus.Absent => "absent",
        LedgerStatus.Inconclusive => "inconclusive",
        LedgerStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
