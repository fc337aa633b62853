namespace Argosy.JobHealth.Reading;

/// <summary>A page of builds.</summary>
/// <param name="Builds">The readable ones.</param>
/// <param name="Skipped">The number of unreadable ones.</param>
internal sealed record ReadPage(IReadOnlyList<Build> Builds, int Skipped)
{
    /// <summary>The number of entries, readable or not.</summary>
    public int Count => Builds.Count + Skipped;
}
