namespace Argosy.Release.Publication;

/// <summary>What a run has made public, or found public.</summary>
public sealed class PublishedThings
{
    private readonly HashSet<(string Target, string Name, string Where)> _all = [];

    /// <summary>A thing is public.</summary>
    /// <param name="target">The step.</param>
    /// <param name="name">A file, an image or a mirror.</param>
    /// <param name="where">The place that has it.</param>
    public void Add(string target, string name, string where) => _all.Add((target, name, where));

    /// <summary>Whether it is.</summary>
    public bool Contains(PlanEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _all.Contains((entry.Target, entry.Name, entry.Where));
    }
}
