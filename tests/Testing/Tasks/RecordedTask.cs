using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;

namespace Argosy.Testing;

/// <summary>A running task that keeps what it is told.</summary>
internal sealed class RecordedTask : TaskContext
{
    private readonly List<string> _lines = [];

    public override string Name => "test";

    public override CancellationToken Cancellation => CancellationToken.None;

    public List<Artifact> Artifacts { get; } = [];

    public List<Proof> Proofs { get; } = [];

    /// <summary>The proofs of earlier tasks.</summary>
    public List<Proof> Known { get; } = [];

    public List<string> Notes { get; } = [];

    public bool IsUnpinned { get; private set; }

    public override void Log(string line)
    {
        lock (_lines) _lines.Add(line);
    }

    public override IReadOnlyList<Proof> ProofsOf(Digest content) => [.. Known.Where(p => p.Content == content)];

    public override void Note(string text) => Notes.Add(text);

    public override void Made(Artifact artifact) => Artifacts.Add(artifact);

    public override void Proved(Proof proof) => Proofs.Add(proof);

    public override void Unpinned() => IsUnpinned = true;

    public override void Forget(Func<string, bool> isFormer)
    {
        // No other task is on record.
    }
}
