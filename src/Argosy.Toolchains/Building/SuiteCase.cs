namespace Argosy.Toolchains.Building;

/// <summary>How a test of a suite ended.</summary>
public enum CaseVerdict
{
    /// <summary>It passed, or failed as it was expected to.</summary>
    Passed,

    /// <summary>It failed, or passed though it was expected to fail.</summary>
    Failed,

    /// <summary>It wasn't run.</summary>
    Skipped,
}

/// <summary>One test of a project's own suite.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Output">What it said, if that is known: a part, or nothing.</param>
public sealed record SuiteCase(string Name, CaseVerdict Verdict, string Output = "");
