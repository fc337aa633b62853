using System.Collections.Concurrent;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Journal;
using Argosy.Artifacts.Store;
using Argosy.Engine.Graph;
using Argosy.Oci.Results;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Caching;

/// <summary>The caches of tasks' results: the user's own and, if one is named, a registry.</summary>
internal sealed class ResultCache : IDisposable
{
    /// <summary>The origin of a result from the user's cache.</summary>
    public const string Local = "local";

    // The maximum number of results in transit: each needs a connection and files to read.
    private const int MostFills = 8;

    private readonly string _root;
    private readonly string _folder;
    private readonly ContentStore _store;
    private readonly ActionCache _actions;
    private readonly RegistryCache? _registry;
    private readonly RunOptions _options;
    private readonly List<Task> _pushes = [];
    private readonly SemaphoreSlim _fills = new(MostFills);
    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly Action<string> _warn;
    private volatile bool _isOut;

    /// <param name="root">The project's folder.</param>
    /// <param name="options">The caches to use, and the trust in others' results.</param>
    /// <param name="warn">Receives a line for a registry fault.</param>
    public ResultCache(string root, RunOptions options, Action<string> warn)
    {
        _root = root;
        _options = options;
        _warn = warn;
        // A build without a cache needs no home folder.
        _folder = options.KeepResults ? CacheFolder.Default : root;
        _store = new(_folder);
        _actions = new(_folder);
        if (options.Registry is { } address) _registry = new(address, options.CacheMode, options.Trust, _store, warn);
    }

    /// <summary>The number of results in transit to the registry.</summary>
    public int Pending
    {
        get
        {
            lock (_pushes) return _pushes.Count(p => !p.IsCompleted);
        }
    }

    /// <summary>Whether results are sent to a registry.</summary>
    public bool Sends => _registry is not null && _options.CacheMode == CacheMode.ReadWrite;

    /// <summary>Whether this task's results are cached at all.</summary>
    public bool Serves(TaskNode node) =>
        _options.KeepResults && !_isOut && node.Declaration is { IsIncremental: true, IsLocal: false };

    /// <summary>Restores a cached result's files into the project; null if no cache has it.</summary>
    public async Task<(ActionResult Result, string From)?> TryRestoreAsync(
        ActionKey key, IReadOnlyList<string> outputs, CancellationToken cancellation)
    {
        if (_actions.TryFind(key, _options.Trust, Refuse) is { } near && TryPlace(near, _folder, outputs, cancellation))
        {
            Push(Signed(near), cancellation);
            return (near.Result, Local);
        }

        if (_registry is null || await _registry.TryFetchAsync(key, cancellation) is not { } far) return null;
        if (!TryPlace(far, _options.Registry!.ToString(), outputs, cancellation)) return null;
        Remember(far);
        return (far.Result, _options.Registry!.ToString());
    }

    /// <summary>A task's outputs, by name and content; afterwards the store has their files, if the task is
    /// cached.</summary>
    public OutputTree Keep(TaskNode node, CancellationToken cancellation)
    {
        try
        {
            if (Serves(node)) return _store.Keep(_root, node.Declaration.Outputs, Digest.OfFile, cancellation);
        }
        catch (ArgosyException e) when (e.Diagnostics[0].Id == ContentStore.Unwritable)
        {
            GoWithout(e.Message);
        }

        return Describe([.. node.Declaration.Outputs], cancellation);
    }

    /// <summary>The same without storing anything.</summary>
    public OutputTree Describe(IReadOnlyList<string> outputs, CancellationToken cancellation) =>
        _store.Describe(_root, outputs, Digest.OfFile, cancellation);

    /// <summary>Stores a result that was made here and whose files are in the store, and starts to send it.</summary>
    public void Add(ActionResult result, CancellationToken cancellation)
    {
        var kept = Signed(new(result));
        Remember(kept);
        Push(kept, cancellation);
    }

    /// <summary>Starts to send the result of an up-to-date task, unless the registry has one: the registry may be newer
    /// than the work tree.</summary>
    /// <param name="node">The task.</param>
    /// <param name="record">The record of its last run.</param>
    /// <param name="log">The output of that run.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Fill(TaskNode node, TaskRecord record, Func<string> log, CancellationToken cancellation)
    {
        if (!Sends || !Serves(node)) return;
        Begin(async () =>
        {
            await _fills.WaitAsync(cancellation);
            try
            {
                var kept = TryFindWhole(record.Key) ?? TryMakeAgain(node, record, log(), cancellation);
                if (kept is not null) await _registry!.FillAsync(Signed(kept), cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgosyException)
            {
                // The task is up to date here, even if others don't get its result.
                _warn(HarmlessText.OfLine($"warning: the result of {node.Name} isn't sent: {e.Message}"));
            }
            finally
            {
                _fills.Release();
            }
        });
    }

    /// <summary>Waits for the results in transit.</summary>
    public Task FinishAsync()
    {
        lock (_pushes) return Task.WhenAll(_pushes);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _registry?.Dispose();
        _fills.Dispose();
    }

    private bool TryPlace(KeptResult kept, string place, IReadOnlyList<string> outputs, CancellationToken cancellation)
    {
        if (kept.Misfit(place, outputs) is not { } misfit)
            return _store.TryRestore(_root, kept.Result.Outputs, outputs, cancellation);
        Refuse(misfit);
        return false;
    }

    private KeptResult? TryFindWhole(ActionKey key) =>
        _actions.TryFind(key, _options.Trust, _ => { }) is { } kept
        && kept.Result.Outputs.Entries.All(e => e.Kind != OutputKind.File || _store.Has(e))
            ? kept
            : null;

    // The cache has been collected since, or was disabled then. The record also has the result's origin.
    private KeptResult? TryMakeAgain(TaskNode node, TaskRecord record, string log, CancellationToken cancellation)
    {
        var tree = node.Declaration.Outputs.Count == 0 ? OutputTree.Empty : Keep(node, cancellation);
        if (!Serves(node) || (record.Tree is { } known && tree.Digest() != known)) return null;
        var kept = new KeptResult(
            new(record.Key, node.Name, 0, record.Seconds, record.Pinned, tree, record.Artifacts, record.Proofs,
                record.Notes, log),
            From: record.From);
        if (kept.From is null) Remember(Signed(kept));
        return kept;
    }

    // Results that others made are not signed.
    private KeptResult Signed(KeptResult kept) =>
        kept is { From: null, Signature: null } ? kept with { Signature = _options.Trust.Sign(kept.Result) } : kept;

    private void Refuse(Diagnostic refusal)
    {
        var line = HarmlessText.OfLine(refusal.ToString());
        if (_said.TryAdd(line, true)) _warn(line);
    }

    private void Remember(KeptResult kept)
    {
        try
        {
            _actions.Keep(kept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgosyException)
        {
            GoWithout(e.Message);
        }
    }

    // The task succeeded: a result that can't be stored costs a later run, not this one.
    private void GoWithout(string cause)
    {
        if (_isOut) return;
        _isOut = true;
        _warn($"warning: results are not kept from here on: {cause}");
    }

    private void Push(KeptResult kept, CancellationToken cancellation)
    {
        if (Sends) Begin(() => _registry!.PushAsync(kept, cancellation));
    }

    private void Begin(Func<Task> push)
    {
        lock (_pushes) _pushes.Add(Task.Run(push, CancellationToken.None));
    }
}
