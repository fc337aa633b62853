using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Registry;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Caching;

/// <summary>Results of tasks beyond this folder: the user's own cache and, where one is named, a registry.</summary>
internal sealed class ResultCache : IDisposable
{
    /// <summary>What a result's origin is called that was in the user's cache.</summary>
    public const string Local = "local";

    private readonly string _root;
    private readonly ContentStore _store;
    private readonly ActionCache _actions;
    private readonly RegistryCache? _registry;
    private readonly RunOptions _options;
    private readonly List<Task> _pushes = [];
    private readonly Action<string> _warn;
    private volatile bool _isOut;

    /// <param name="root">The project's folder.</param>
    /// <param name="options">Which caches to use.</param>
    /// <param name="warn">Receives a line where a registry doesn't do its part.</param>
    public ResultCache(string root, RunOptions options, Action<string> warn)
    {
        _root = root;
        _options = options;
        _warn = warn;
        _store = new(CacheFolder.Default);
        _actions = new(CacheFolder.Default);
        if (options.Registry is { } address) _registry = new(address, options.CacheMode, _store, warn);
    }

    /// <summary>Results on their way to the registry.</summary>
    public int Pending
    {
        get
        {
            lock (_pushes) return _pushes.Count(p => !p.IsCompleted);
        }
    }

    /// <summary>Whether this task's results are kept and looked for at all.</summary>
    public bool Serves(TaskNode node) => _options.KeepResults && !_isOut && node.Declaration is { IsIncremental: true, IsLocal: false };

    /// <summary>Puts a kept result's files into the project, from wherever it is; null where it is nowhere.</summary>
    public async Task<(ActionResult Result, string From)?> TryRestoreAsync(
        ActionKey key, IReadOnlyList<string> outputs, CancellationToken cancellation)
    {
        if (_actions.TryFind(key) is { } near && _store.TryRestore(_root, near.Outputs, outputs, cancellation))
        {
            Push(near, cancellation);
            return (near, Local);
        }

        if (_registry is null || await _registry.TryFetchAsync(key, cancellation) is not { } far) return null;
        if (!_store.TryRestore(_root, far.Outputs, outputs, cancellation)) return null;
        Remember(far);
        return (far, _options.Registry!.ToString());
    }

    /// <summary>What a task made, by name and content; its files are in the store afterwards, where the task is served.
    /// </summary>
    public OutputTree Keep(TaskNode node, CancellationToken cancellation)
    {
        try
        {
            if (Serves(node)) return _store.Keep(_root, node.Declaration.Outputs, Digest.OfFile, cancellation);
        }
        catch (ArgosyException e) when (e.Diagnoses[0].Id == ContentStore.Unwritable)
        {
            GoWithout(e.Message);
        }

        return Describe([.. node.Declaration.Outputs], cancellation);
    }

    /// <summary>The same without keeping anything.</summary>
    public OutputTree Describe(IReadOnlyList<string> outputs, CancellationToken cancellation) =>
        _store.Describe(_root, outputs, Digest.OfFile, cancellation);

    /// <summary>Keeps a result whose files are in the store, and begins to send it.</summary>
    public void Add(ActionResult result, CancellationToken cancellation)
    {
        Remember(result);
        Push(result, cancellation);
    }

    /// <summary>Waits for what is still being sent.</summary>
    public Task FinishAsync()
    {
        lock (_pushes) return Task.WhenAll(_pushes);
    }

    /// <inheritdoc />
    public void Dispose() => _registry?.Dispose();

    private void Remember(ActionResult result)
    {
        try
        {
            _actions.Keep(result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgosyException)
        {
            GoWithout(e.Message);
        }
    }

    // The task did its part: that its result can't be kept costs a later run, not this one.
    private void GoWithout(string cause)
    {
        if (_isOut) return;
        _isOut = true;
        _warn($"warning: results are not kept from here on: {cause}");
    }

    private void Push(ActionResult result, CancellationToken cancellation)
    {
        if (_registry is null || _options.CacheMode != CacheMode.ReadWrite) return;
        lock (_pushes) _pushes.Add(Task.Run(() => _registry.PushAsync(result, cancellation), CancellationToken.None));
    }
}
