using Argosy.Artifacts;
using Argosy.Engine.Output;

namespace Argosy.Engine;

/// <summary>A running task's interface to the engine. The engine owns it; a task borrows <see cref="Current"/>.</summary>
public sealed class TaskRun
{
    private static readonly AsyncLocal<TaskRun?> Running = new();
    private readonly TaskLog _log;
    private readonly List<Artifact> _artifacts = [];
    private readonly List<Proof> _proofs = [];
    private readonly List<string> _notes = [];

    internal TaskRun(string task, TaskLog log, CancellationToken cancellation)
    {
        Task = task;
        _log = log;
        Cancellation = cancellation;
    }

    /// <summary>The task that runs in this flow of control, or null outside of one.</summary>
    public static TaskRun? Current
    {
        get => Running.Value;
        internal set => Running.Value = value;
    }

    /// <summary>The task's name.</summary>
    public string Task { get; }

    /// <summary>Set when the run is interrupted: end every child and throw.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Its actions, handlers and hooks were all called: a report includes it, successful or not.</summary>
    internal bool HasEnded { get; set; }

    internal bool IsPinned { get; private set; } = true;

    internal IReadOnlyList<Artifact> Artifacts => _artifacts;

    internal IReadOnlyList<Proof> Proofs => _proofs;

    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>A line for the task's log.</summary>
    public void Log(string line) => _log.WriteLine(line);

    /// <summary>Text for the log, without adding a line end.</summary>
    internal void LogText(string text) => _log.Write(text);

    /// <summary>The task made this artifact.</summary>
    public void Made(Artifact artifact)
    {
        lock (_artifacts) _artifacts.Add(artifact);
    }

    /// <summary>The task used something that no lock pins: it and everything made from it is marked as unpinned.</summary>
    public void Unpinned() => IsPinned = false;

    /// <summary>The task proved this, or tried to.</summary>
    public void Proved(Proof proof)
    {
        lock (_proofs) _proofs.Add(proof);
        if (proof.Level == ProofLevel.Built) return;
        var word = proof.Disproved ? "disproved" : proof.Inconclusive ? "inconclusive" : "proven";
        Log($"{word}: {proof.Path}: {proof.Level}: {proof.How}");
    }

    /// <summary>A note to show at the end of every run that uses this result.</summary>
    public void Note(string text)
    {
        lock (_notes) _notes.Add(text);
        Log($"note: {text}");
    }
}
