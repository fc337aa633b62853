using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Planning;

/// <summary>What is to be done about a package on a platform.</summary>
public enum WheelDecision
{
    /// <summary>Its wheel is built.</summary>
    Build,

    /// <summary>The index has a wheel that fits: <see cref="PlannedWheel.Detail"/> is its file name.</summary>
    Upstream,

    /// <summary>A note says not to build it: <see cref="PlannedWheel.Detail"/> is the reason.</summary>
    Skipped,

    /// <summary>No constraint of it applies to the platform.</summary>
    NotNeeded,

    /// <summary>Its constraints contradict each other: <see cref="PlannedWheel.Detail"/> is the error.</summary>
    Refused,
}

/// <summary>A package on a platform.</summary>
/// <param name="Definition">The package, with the version for this platform.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Decision">What is to be done.</param>
/// <param name="Detail">What the decision says about it; null if nothing.</param>
public sealed record PlannedWheel(
    WheelDefinition Definition, Platform Platform, WheelDecision Decision, string? Detail = null)
{
    /// <summary>Whether a cell builds it.</summary>
    public bool IsBuilt => Decision == WheelDecision.Build;
}
