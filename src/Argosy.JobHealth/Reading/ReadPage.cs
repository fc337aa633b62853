namespace Argosy.JobHealth.Reading;

/// <summary>A page of builds.</summary>
/// <param name="Builds">Those that could be read.</param>
/// <param name="Skipped">How many couldn't.</param>
internal sealed record ReadPage(IReadOnlyList<Build> Builds, int Skipped)
{
    /// <summary>How many the page had, readable or not.</summary>
    public int Count => Builds.Count + Skipped;
}
