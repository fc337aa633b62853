using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Journal;

/// <summary>The record of a task's last successful run.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Form">The action's canonical form; empty for a task without a key.</param>
/// <param name="Outputs">Names, sizes and times of its outputs, right after the run.</param>
/// <param name="Tree">Names and contents of its outputs; null if it declares none.</param>
public sealed record TaskRecord(string Task, ReadOnlyMemory<byte> Form, Digest Outputs, Digest? Tree)
{
    /// <summary>When the run ended, milliseconds since 1970.</summary>
    public long Ended { get; init; }

    /// <summary>Its duration; for a restored result, the duration of the run that made it.</summary>
    public double Seconds { get; init; }

    /// <summary>Everything it was made from is pinned by a lock.</summary>
    public bool Pinned { get; init; } = true;

    /// <summary>The cache that it was restored from; null if it ran here.</summary>
    public string? From { get; init; }

    /// <summary>Why it ran, or was restored, instead of being up to date.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>The artifacts among its outputs.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>What it proved.</summary>
    public IReadOnlyList<Proof> Proofs { get; init; } = [];

    /// <summary>Notes to repeat to the user while this result is up to date.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The key of the action.</summary>
    public ActionKey Key => new(Digest.Of(Form.Span));
}
