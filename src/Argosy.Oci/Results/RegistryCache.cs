using System.Collections.Concurrent;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Results;

/// <summary>Results of tasks in an OCI registry, for all who build. Its owner disposes it; it takes calls from any thread.
/// </summary>
/// <remarks>
/// It is a shortcut, so nothing that goes wrong with it is an error: a warning (ARG0231 to ARG0242), and the task runs.
/// A registry that is slow or gone is asked once and then left alone for the rest of the run.
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

    // What came out wrong is given again, even if its tag looks right.
    private readonly ConcurrentDictionary<ActionKey, bool> _distrusted = [];
    private volatile bool _reads = true;
    private volatile bool _writes;

    /// <param name="address">Where.</param>
    /// <param name="mode">Whether it is given results, too.</param>
    /// <param name="trust">Whose results are taken.</param>
    /// <param name="store">Where files go to and come from.</param>
    /// <param name="warn">Is told each warning, a line, from any thread.</param>
    public RegistryCache(RegistryAddress address, CacheMode mode, CacheTrust trust, ContentStore store, Action<string> warn)
        : this(address, mode, trust, store, warn, RegistryCredentials.OfUser, RegistryTimeouts.Default)
    {
    }

    internal RegistryCache(RegistryAddress address, CacheMode mode, CacheTrust trust, ContentStore store, Action<string> warn,
        RegistryCredentials credentials, RegistryTimeouts timeouts)
    {
        (_address, _warn, _writes) = (address, warn, mode == CacheMode.ReadWrite);
        _client = new(address, credentials, timeouts, _breaker, _traffic, TimeProvider.System);
        _reader = new(_client, address.ToString(), trust, store, _traffic);
        _writer = new(_client, trust, store, _traffic);
    }

    /// <summary>What has gone over the wire until now.</summary>
    public RegistryTraffic Traffic => _traffic.Total;

    /// <summary>The result of this action, its files in the store; null where there is none, or none that is right.
    /// </summary>
    public async Task<KeptResult?> TryFetchAsync(ActionKey key, CancellationToken cancellation)
    {
        KeptResult? result = null;
        if (_reads)
        {
            var isWhole = await GuardAsync(async () => result = await _reader.TryReadAsync(key, cancellation), () => _reads = false, cancellation);
            if (!isWhole) _distrusted[key] = true;
        }

        _traffic.Asked(hit: result is not null);
        return result;
    }

    /// <summary>Gives a result whose files are in the store, in <see cref="CacheMode.ReadWrite"/> and unless it is there.
    /// </summary>
    public Task PushAsync(KeptResult kept, CancellationToken cancellation) => PushAsync(kept, onlyWhereLacking: false, cancellation);

    /// <summary>The same unless the registry has any result of this action.</summary>
    public Task FillAsync(KeptResult kept, CancellationToken cancellation) => PushAsync(kept, onlyWhereLacking: true, cancellation);

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task PushAsync(KeptResult kept, bool onlyWhereLacking, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var result = kept.Result;
        if (!_writes || result.ExitCode != 0) return;
        await GuardAsync(
            () => _writer.WriteAsync(kept, !_distrusted.ContainsKey(result.Key), onlyWhereLacking, cancellation), () => _writes = false, cancellation);
    }

    // False if it went wrong. Who is denied once is denied always, but may still do the other thing.
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
            // A credential that can't be had won't be there for the next task either.
            if (e.Diagnostics[0].Id is CredentialFile.ErrorId or CredentialProgram.ErrorId) giveUp();
            Warn(e.Diagnostics[0]);
        }
        catch (Exception e)
        {
            // Whatever else, such as a full disk: this build can do without.
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
