using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Engine.Output;

namespace Argosy.Engine;

/// <summary>A running task's interface to the engine. The engine owns it; a task borrows
/// <see cref="Current"/>.</summary>
public sealed class TaskRun : TaskContext
{
    private static readonly AsyncLocal<TaskRun?> s_running = new();
    private readonly TaskLog _log;
    private readonly List<Artifact> _artifacts = [];
    private readonly List<Proof> _proofs = [];
    private readonly List<string> _notes = [];

    internal TaskRun(string task, TaskLog log, CancellationToken cancellation)
    {
        Name = task;
        _log = log;
        Cancellation = cancellation;
    }

    /// <summary>The task that runs in this flow of control, or null outside of one.</summary>
    public static TaskRun? Current
    {
        get => s_running.Value;
        internal set => s_running.Value = value;
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override CancellationToken Cancellation { get; }

    /// <summary>Its actions, handlers and hooks were all called: a report includes it, successful or not.</summary>
    internal bool HasEnded { get; set; }

    internal bool IsPinned { get; private set; } = true;

    internal IReadOnlyList<Artifact> Artifacts => _artifacts;

    internal IReadOnlyList<Proof> Proofs => _proofs;

    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>See <see cref="Forget"/>; null if it wasn't called.</summary>
    internal Func<string, bool>? IsFormer { get; private set; }

    /// <summary>Finds the proofs of earlier tasks.</summary>
    internal Func<Digest, IReadOnlyList<Proof>>? Proven { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Proof> ProofsOf(Digest content) => Proven?.Invoke(content) ?? [];

    /// <inheritdoc />
    public override void Log(string line) => _log.WriteLine(line);

    /// <summary>Text for the log, without adding a line end.</summary>
    internal void LogText(string text) => _log.Write(text);

    /// <inheritdoc />
    public override void Made(Artifact artifact)
    {
        lock (_artifacts) _artifacts.Add(artifact);
    }

    /// <inheritdoc />
    public override void Unpinned() => IsPinned = false;

    /// <inheritdoc />
    public override void Forget(Func<string, bool> isFormer) => IsFormer = isFormer;

    /// <inheritdoc />
    public override void Proved(Proof proof)
    {
        lock (_proofs) _proofs.Add(proof);
        if (proof.Level == ProofLevel.Built) return;
        var word = proof.Disproved ? "disproved" : proof.Inconclusive ? "inconclusive" : "proven";
        Log($"{word}: {proof.Path}: {proof.Level}: {proof.How}");
    }

    /// <inheritdoc />
    public override void Note(string text)
    {
        lock (_notes) _notes.Add(text);
        Log($"note: {text}");
    }
}
