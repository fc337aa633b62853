using Argosy.Artifacts.Tasks;

namespace Argosy.Release.Publication;

/// <summary>A kind of place that a release is published to. Both calls may be repeated: what is there is
/// kept.</summary>
public interface IPublicationStep
{
    /// <summary>Its name in <c>--release-target</c>.</summary>
    string Name { get; }

    /// <summary>Finds out what goes where, and what is missing to publish it. Changes nothing.</summary>
    /// <param name="plan">Receives the entries.</param>
    /// <param name="task">Gets the log, and knows the proofs.</param>
    Task PlanAsync(PlanBuilder plan, TaskContext task);

    /// <summary>Publishes.</summary>
    /// <param name="published">Receives what is public, as soon as it is.</param>
    /// <param name="task">Gets the log, and knows the proofs.</param>
    Task PublishAsync(PublishedThings published, TaskContext task);
}

/// <summary>Collects a plan.</summary>
public sealed class PlanBuilder
{
    private readonly List<PlanEntry> _entries = [];
    private readonly List<string> _notes = [];

    /// <summary>The entries until now.</summary>
    public IReadOnlyList<PlanEntry> Entries => _entries;

    /// <summary>A thing that is published.</summary>
    public void Add(PlanEntry entry) => _entries.Add(entry);

    /// <summary>A sentence.</summary>
    public void Note(string text) => _notes.Add(text);

    internal PublicationPlan Build(ReleaseDocument release) =>
        new(release.Version, release.Tag, release.Commit, _entries, _notes);
}
