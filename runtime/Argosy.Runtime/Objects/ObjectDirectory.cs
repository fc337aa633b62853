using System.Collections.Concurrent;

namespace Argosy.Runtime;

/// <summary>
/// The global address space from the view of one locality: the objects here, those whose home is here, and the last
/// known localities of others. An object's home, the locality that made it, always knows where it is.
/// </summary>
internal sealed class ObjectDirectory(Cluster cluster)
{
    private readonly ConcurrentDictionary<GlobalId, HostedObject> _hosted = new();
    private readonly ConcurrentDictionary<GlobalId, HomeRecord> _homes = new();
    private readonly ConcurrentDictionary<GlobalId, int> _heard = new();
    private long _lastSequence;

    /// <summary>The number of objects here.</summary>
    internal int Count => _hosted.Count;

    internal Remote<T> Register<T>(T value)
        where T : class
    {
        var id = new GlobalId(
            cluster.Here.Id, cluster.Settings.Generation, (ulong)Interlocked.Increment(ref _lastSequence));
        _homes[id] = new HomeRecord(cluster.Here.Id);
        _hosted[id] = new HostedObject(value);
        return new Remote<T>(cluster, id, HomeRecord.FirstCredit);
    }

    internal ObjectHold<T> Hold<T>(GlobalId id)
        where T : class
    {
        if (!_hosted.TryGetValue(id, out var found) || !found.TryHold())
            throw new ObjectElsewhereException($"object {id} isn't on locality {cluster.Here.Id}");
        if (found.Value is T value)
            return new ObjectHold<T>(found, value, id);
        found.Release();
        throw new InvalidOperationException(
            $"ARG0837 object {id} is a {found.Value.GetType()}, not a {typeof(T)}. "
            + "Use the type that it was registered as.");
    }

    /// <summary>The locality to try first.</summary>
    internal int Guess(GlobalId id) =>
        _hosted.ContainsKey(id) ? cluster.Here.Id
        : _heard.TryGetValue(id, out var place) && cluster.PeerOf(place).Loss is null
            ? place // it may have left before that one was lost
        : id.Home;

    /// <summary>Asks the home, and caches the result.</summary>
    internal async ValueTask<int> LocateAsync(GlobalId id, CancellationToken cancellationToken)
    {
        cluster.RequireMember(id.Home);
        var place = (int)await cluster[id.Home].CallAsync(
            ObjectActions.Locate, new ObjectMessage(id, 0), default, cancellationToken).ConfigureAwait(false);
        cluster.RequireMember(place);
        _heard[id] = place;
        return place;
    }

    internal async ValueTask AddCreditAsync(GlobalId id, long amount) =>
        await cluster[id.Home].CallAsync(ObjectActions.AddCredit, new ObjectMessage(id, amount)).ConfigureAwait(false);

    /// <summary>Also called from a finalizer: never waits, and ignores a missing recipient.</summary>
    internal void ReturnCredit(GlobalId id, long amount)
    {
        if (!cluster.IsOpen)
            return;
        _heard.TryRemove(id, out _);
        _ = TellAsync(id.Home, ObjectActions.AddCredit, new ObjectMessage(id, -amount));
    }

    internal HomeRecord HomeOf(GlobalId id) => _homes.TryGetValue(id, out var record)
        ? record
        : throw new InvalidOperationException(
            $"ARG0838 there is no object {id} any more. Keep a reference to it for as long as it is needed.");

    internal void ChangeCredit(GlobalId id, long amount)
    {
        var record = HomeOf(id);
        if (!record.Add(amount))
            _ = DropAsync(id, record);
    }

    /// <summary>The locality is lost: moves that it had begun end.</summary>
    internal void Lose(int locality)
    {
        foreach (var home in _homes.Values)
            home.AbandonMove(locality);
    }

    internal HostedObject Hosted(GlobalId id) => _hosted.TryGetValue(id, out var found)
        ? found
        : throw new ObjectElsewhereException($"object {id} isn't on locality {cluster.Here.Id}");

    internal void Install(GlobalId id, object value) => _hosted[id] = new HostedObject(value);

    internal void Remove(GlobalId id, int newPlace)
    {
        _hosted.TryRemove(id, out _);
        _heard[id] = newPlace;
    }

    internal async ValueTask DropAsync(GlobalId id)
    {
        if (!_hosted.TryRemove(id, out var gone))
            return;
        await gone.BeginLeaving().ConfigureAwait(false);
        if (gone.Value is IDisposable owned)
            Listener.Dispose("an object's end", owned);
    }

    private async Task DropAsync(GlobalId id, HomeRecord record)
    {
        // Known until a move has ended: the mover updates its record.
        var place = await record.LocateAsync().ConfigureAwait(false);
        if (_homes.TryRemove(id, out _))
            await TellAsync(place, ObjectActions.Drop, new ObjectMessage(id, 0)).ConfigureAwait(false);
    }

    // All errors end here, also those before the first wait: the caller may be a finalizer.
    private async Task TellAsync(int locality, ActionDescriptor<ObjectMessage, Unit> action, ObjectMessage message)
    {
        try
        {
            await cluster[locality].PostAsync(action, message).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The home is lost, and its objects with it.
        }
    }
}
