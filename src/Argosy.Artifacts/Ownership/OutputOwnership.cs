using System.Collections.Concurrent;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

/// <summary>Tracks which files in the outputs of a project's tasks builds made and are unchanged. Nothing else is
/// replaced or removed.</summary>
/// <remarks>
/// <para>A task owns its outputs from <see cref="Claim"/> until it has ended: files that appear there meanwhile count
/// as made by it. If the build is killed, that holds until its last heartbeat. Later files, which a user or a surviving
/// process may have made, are moved aside.</para>
/// <para>The owner holds the workspace's lock, and disposes it. Members may be called for several tasks at once.</para>
/// </remarks>
public sealed partial class OutputOwnership : IDisposable
{
    private const string LedgerFolder = ".argosy/made";
    private const string HeartbeatFile = ".argosy/alive";
    private readonly Lock _lock = new();
    private readonly string _root;
    private readonly OutputLedger _ledger;
    private readonly AsideFolder _aside;
    private readonly Func<string, bool> _isStored;
    private readonly Action<string> _say;
    private readonly ConcurrentDictionary<string, Claimed> _claims = new(StringComparer.Ordinal);
    private Heartbeat? _heartbeat;
    private Lazy<List<OutputRecord>> _everything;

    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="isStored">Whether a file, by its absolute path, is the same file as a blob of the user's
    /// cache.</param>
    /// <param name="say">Receives a line for each move aside.</param>
    public OutputOwnership(string root, Func<string, bool> isStored, Action<string> say)
    {
        (_root, _isStored, _say) = (root, isStored, say);
        _ledger = new($"{root}/{LedgerFolder}");
        _aside = new(root);
        _everything = new(_ledger.All);
    }

    /// <summary>Moves files in a task's way to <c>.argosy/aside/</c>, instead of stopping the task.</summary>
    public bool MovesAside { get; init; }

    /// <summary>Checks that everything at these outputs may be replaced, and starts to replace it.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="outputs">Its declared outputs.</param>
    /// <param name="others">Whether another task of this run makes a path.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0243, ARG0244: a file there wasn't made by a
    /// build, or was changed. ARG0245: a link leads out. ARG0246 to ARG0248: the file system refuses.</exception>
    public void Claim(string task, IReadOnlyList<string> outputs, Func<string, bool> others)
    {
        if (outputs.Count == 0 && !_ledger.Has(task)) return;
        OutputSurvey.RefuseLinks(_root, outputs);
        Recover();
        var known = _ledger.TryFind(task);
        var found = Own(known, outputs);
        var former = known is null ? [] : Former(known, outputs, others);
        _ledger.Begin(new(task, outputs, FileClock.Now(), null, []));
        _claims[task] = new([.. outputs], found, former);
    }

    /// <summary>Removes a claimed task's previous outputs, so that everything found afterwards was made by this
    /// run.</summary>
    public void Clear(string task)
    {
        if (!_claims.TryGetValue(task, out var claim)) return;
        OutputRemoval.Remove(_root, claim.Found);
        claim.IsCleared = true;
        // Files that appeared in between must not be removed.
        var late = OutputSurvey.Of(_root, claim.Outputs).Where(f => !f.Status.IsFolder).ToList();
        if (late.Count > 0) throw OwnershipFault.NotOwn([.. late.Select(f => new Obstacle(f.Path, f.Output, false))]);
    }

    /// <summary>Keeps a claimed task's previous outputs in place until the task replaces them,
    /// each by a rename.</summary>
    public void Hold(string task)
    {
        if (_claims.TryGetValue(task, out var claim)) claim.Hold(Identities(claim.Outputs));
    }

    /// <summary>Outputs of a held claim that the task hasn't replaced; none if the claim isn't held.</summary>
    public IReadOnlyList<string> Unreplaced(string task) =>
        _claims.TryGetValue(task, out var claim) && claim.Held is { } held
            ? [.. claim.Outputs.Where(o => held[o] is { } before && Identity(o) == before)]
            : [];

    /// <summary>Removes the files of a claimed task's failed attempt before the next one;
    /// for a held claim nothing.</summary>
    public void ClearAttempt(string task)
    {
        if (!_claims.TryGetValue(task, out var claim)) return;
        // The next attempt must replace what this one put there.
        if (claim.Held is not null) claim.Hold(Identities(claim.Outputs));
        else OutputRemoval.Remove(_root, OutputSurvey.Of(_root, claim.Outputs));
    }

    /// <summary>A claimed task has succeeded, or was restored, with these outputs.</summary>
    public void Made(string task, OutputTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (!_claims.TryGetValue(task, out var claim)) return;
        OutputRemoval.Remove(_root, claim.Former);
        Note(task, claim.Outputs, tree);
        _claims.TryRemove(task, out _);
    }

    /// <summary>A task has ended: if it was claimed and didn't succeed, the next run removes its files.</summary>
    public void Settle(string task)
    {
        if (!_claims.TryRemove(task, out var claim)) return;
        if (claim.IsCleared || claim.WasReplaced(Identity))
            _ledger.End(new(
                task, claim.Outputs, FileClock.Now(), null, Entries(OutputSurvey.Of(_root, claim.Outputs), null)));
        else
            _ledger.EndBusy(task);
    }

    /// <inheritdoc />
    public void Dispose() => _heartbeat?.Dispose();

    private void Note(string task, IReadOnlyList<string> outputs, OutputTree tree) => _ledger.End(new(
        task, outputs, FileClock.Now(), tree.Digest(), Entries(OutputSurvey.Of(_root, outputs), tree)));

    private List<OwnedEntry> Entries(List<OutputSurvey.Found> found, OutputTree? tree)
    {
        var contents = tree?.Entries.Where(e => e.Content is not null)
            .ToDictionary(e => e.Path, e => e.Content, StringComparer.Ordinal);
        return [.. found.Select(f => new OwnedEntry(
            f.Path, f.Status, contents?.GetValueOrDefault(f.Path),
            f.Status.IsLink ? Posix.TryReadLink($"{_root}/{f.Path}") : null))];
    }

    // Everything there, if builds own all of it; other files are an error, or are moved aside.
    private List<OutputSurvey.Found> Own(OutputRecord? known, IReadOnlyList<string> outputs)
    {
        var found = OutputSurvey.Of(_root, outputs);
        if (found.Count == 0) return found;
        var own = new OwnEntries(_root, known, _everything, _isStored);
        var obstacles = new List<Obstacle>();
        var doubtful = new List<string>();
        foreach (var each in found)
        {
            switch (own.Judge(each))
            {
                case Verdict.Doubtful: doubtful.Add(each.Path); break;
                case Verdict.Changed: obstacles.Add(new(each.Path, each.Output, true)); break;
                case Verdict.Foreign: obstacles.Add(new(each.Path, each.Output, false)); break;
            }
        }

        if (obstacles.Count > 0 && !MovesAside) throw OwnershipFault.NotOwn(obstacles);
        if (obstacles.Count + doubtful.Count == 0) return found;
        if (doubtful.Count > 0)
            _say($"{Count(doubtful)} written when a build was killed: moved to {_aside.Move(doubtful)}");
        if (obstacles.Count > 0)
            _say($"{Count(obstacles)} not made by a build: moved to {_aside.Move(obstacles.Select(o => o.Path))}");
        return OutputSurvey.Of(_root, outputs);
    }

    // Outputs that the task made when it declared more; never those that another task may have made there since.
    private List<OutputSurvey.Found> Former(
        OutputRecord known, IReadOnlyList<string> outputs, Func<string, bool> others)
    {
        var former = known.Outputs.Where(o =>
            !outputs.Any(p => PathText.IsWithin(o, p) || PathText.IsWithin(p, o)) && !others(o)).ToList();
        if (former.Count == 0) return [];
        OutputSurvey.RefuseLinks(_root, former);
        var entries = known.Entries.ToDictionary(e => e.Path, StringComparer.Ordinal);
        return [.. OutputSurvey.Of(_root, former).Where(f => entries.TryGetValue(f.Path, out var entry)
            && (f.Status.IsFolder || entry.Status with { Links = f.Status.Links } == f.Status))];
    }

    private static string Count<T>(List<T> files) => files.Count == 1 ? "1 file" : $"{files.Count} files";

    private Dictionary<string, ulong?> Identities(IReadOnlyList<string> outputs) =>
        outputs.ToDictionary(o => o, Identity, StringComparer.Ordinal);

    private ulong? Identity(string output) => Posix.TryStatus($"{_root}/{output}", follow: false)?.Inode;

    /// <summary>A task that is making its outputs.</summary>
    private sealed record Claimed(
        IReadOnlyList<string> Outputs, List<OutputSurvey.Found> Found, List<OutputSurvey.Found> Former)
    {
        private Dictionary<string, ulong?>? _first;

        /// <summary>The files present are no longer those that were found.</summary>
        public bool IsCleared { get; set; }

        /// <summary>For a held claim, the file at each output when the attempt started; null otherwise.</summary>
        public Dictionary<string, ulong?>? Held { get; private set; }

        /// <summary>An attempt starts.</summary>
        public void Hold(Dictionary<string, ulong?> held)
        {
            _first ??= held;
            Held = held;
        }

        /// <summary>Whether any of the outputs was replaced since the task started.</summary>
        public bool WasReplaced(Func<string, ulong?> identity) => _first?.Any(o => identity(o.Key) != o.Value) == true;
    }
}
