namespace Argosy.Packages.Wheels.Sources;

/// <summary>What an index may cost.</summary>
/// <param name="PageBytes">The size of a project's page.</param>
/// <param name="FileBytes">The size of a file.</param>
/// <param name="PageTime">The time for a page.</param>
/// <param name="FileTime">The time for a file.</param>
internal sealed record IndexLimits(long PageBytes, long FileBytes, TimeSpan PageTime, TimeSpan FileTime)
{
    /// <summary>Those of builds: PyPI's largest pages have 20 MB, and its files 100 MB by default.</summary>
    public static IndexLimits Default { get; } =
        new(64L << 20, 1L << 30, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15));
}
