using System.Collections.Concurrent;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Results;

/// <summary>Results of tasks in a shared OCI registry. Its owner disposes it;
/// calls from any thread are allowed.</summary>
/// <remarks>
/// It only saves time, so its faults are no errors: they cause a warning (ARG0231 to ARG0242), and the task runs. A
/// slow or unavailable registry is tried once and then ignored for the rest of the run.
/// </remarks>
public sealed class RegistryCache : IDisposable
{
    private readonly RegistryAddress _address;
    private readonly Action<string> _warn;
    private readonly CircuitBreaker _breaker = new();
    private readonly Traffic _traffic = new();
    private readonly RegistryClient _client;
    private readonly ResultReader _reader;
    private readonly ResultWriter _writer;

    // An incorrect result is sent again, even if its tag looks right.
    private readonly ConcurrentDictionary<ActionKey, bool> _distrusted = [];
    private volatile bool _reads = true;
    private volatile bool _writes;

    /// <param name="address">The registry's repository.</param>
    /// <param name="mode">Whether it also writes results.</param>
    /// <param name="trust">Whose results are accepted.</param>
    /// <param name="store">The local store of files.</param>
    /// <param name="warn">Receives each warning as a line, from any thread.</param>
    public RegistryCache(
        RegistryAddress address, CacheMode mode, CacheTrust trust, ContentStore store, Action<string> warn)
        : this(address, mode, trust, store, warn, RegistryCredentials.OfUser, RegistryTimeouts.Default)
    {
    }

    internal RegistryCache(
        RegistryAddress address, CacheMode mode, CacheTrust trust, ContentStore store, Action<string> warn,
        RegistryCredentials credentials, RegistryTimeouts timeouts)
    {
        (_address, _warn, _writes) = (address, warn, mode == CacheMode.ReadWrite);
        _client = new(address, credentials, timeouts, _breaker, _traffic, TimeProvider.System);
        _reader = new(_client, address.ToString(), trust, store, _traffic);
        _writer = new(_client, trust, store, _traffic);
    }

    /// <summary>The traffic so far.</summary>
    public RegistryTraffic Traffic => _traffic.Total;

    /// <summary>The result of this action, with its files in the store; null if there is no valid one.</summary>
    public async Task<KeptResult?> TryFetchAsync(ActionKey key, CancellationToken cancellation)
    {
        KeptResult? result = null;
        if (_reads)
        {
            var isWhole = await GuardAsync(
                async () => result = await _reader.TryReadAsync(key, cancellation), () => _reads = false, cancellation);
            if (!isWhole) _distrusted[key] = true;
        }

        _traffic.Asked(hit: result is not null);
        return result;
    }

    /// <summary>In <see cref="CacheMode.ReadWrite"/>, sends a result whose files are in the store, unless it already
    /// exists.</summary>
    public Task PushAsync(KeptResult kept, CancellationToken cancellation) =>
        PushAsync(kept, onlyWhereLacking: false, cancellation);

    /// <summary>The same, unless the registry has any result of this action.</summary>
    public Task FillAsync(KeptResult kept, CancellationToken cancellation) =>
        PushAsync(kept, onlyWhereLacking: true, cancellation);

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task PushAsync(KeptResult kept, bool onlyWhereLacking, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var result = kept.Result;
        if (!_writes || result.ExitCode != 0) return;
        await GuardAsync(
            () => _writer.WriteAsync(kept, !_distrusted.ContainsKey(result.Key), onlyWhereLacking, cancellation),
            () => _writes = false, cancellation);
    }

    // False on failure. A denied operation stays denied, but the other one may still be allowed.
    private async Task<bool> GuardAsync(Func<Task> use, Action giveUp, CancellationToken cancellation)
    {
        if (_breaker.IsOut) return false;
        try
        {
            await use();
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (RegistryFault fault)
        {
            if (fault.Kind == FaultKind.Denied) giveUp();
            Warn(fault.Diagnostic);
        }
        catch (ArgosyException e)
        {
            // A failing credential would fail for the next task, too.
            if (e.Diagnostics[0].Id is CredentialFile.ErrorId or CredentialProgram.ErrorId) giveUp();
            Warn(e.Diagnostics[0]);
        }
        catch (Exception e)
        {
            // Any other error, such as a full disk: the build continues without the cache.
            Warn(new("ARG0242", new(_address.ToString()), $"the cache can't be used ({e.Message.TrimEnd('.')})",
                "See whether the disk is full and the cache's folder can be written."));
        }

        return false;
    }

    private void Warn(Diagnostic diagnostic)
    {
        if (!_breaker.IsNews()) return;
        var line = HarmlessText.OfLine(diagnostic.ToString());
        _warn(_breaker.IsOut ? $"{line} It isn't asked again in this run." : line);
    }
}
