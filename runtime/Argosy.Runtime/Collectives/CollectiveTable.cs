namespace Argosy.Runtime;

/// <summary>The collective operations of a locality. They are numbered by the order in which it begins them, like
/// barriers, so that all localities' operations of one number belong together.</summary>
internal sealed class CollectiveTable(Cluster cluster)
{
    private readonly object _gate = new();
    private readonly Dictionary<(ulong Number, int From), CollectiveMailbox> _mailboxes = [];
    private readonly Dictionary<ulong, Exception> _failed = [];
    private readonly HashSet<ulong> _running = [];
    private ulong _last;

    /// <summary>Runs an operation of this locality. If it fails here, it fails everywhere.</summary>
    /// <param name="name">The operation and its type, for messages and to compare.</param>
    /// <param name="operation">Its part here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<T> RunAsync<T>(
        string name, Func<Collective, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var collective = Begin(name, cancellationToken);
        try
        {
            return await operation(collective).ConfigureAwait(false);
        }
        catch (RemoteActionException failure) when (FindFailure(collective.Number) is { } cause)
        {
            // A locality that has given up doesn't know what is still sent to it.
            collective.Abandon(failure);
            throw cause;
        }
        catch (Exception failure)
        {
            collective.Abandon(failure);
            throw;
        }
        finally
        {
            End(collective.Number);
        }
    }

    /// <summary>A part is here.</summary>
    /// <returns>Completes when it was taken, or isn't needed any more.</returns>
    internal ValueTask<Unit> ArriveAsync(int from, CollectivePart part)
    {
        CollectiveMailbox mailbox;
        lock (_gate)
        {
            if (part.Failure is { } failure)
            {
                FailHere(part.Number, ClusterException.Collective(part.Number, from, failure));
                return default;
            }

            if (IsOver(part.Number))
                return default;
            mailbox = Of(part.Number, from);
        }
        mailbox.Arrive(part);
        return new(mailbox.Taken);
    }

    /// <summary>A large value is here.</summary>
    /// <returns>Whether the operation takes it over.</returns>
    internal bool TryDeliver<T>(int from, in CollectiveValue<T> value)
    {
        lock (_gate)
            return _mailboxes.TryGetValue((value.Number, from), out var mailbox) && mailbox.TryDeliver(value.Value);
    }

    /// <summary>Where a locality's part arrives; it fails at once if the locality is lost and hasn't sent it.</summary>
    internal CollectiveMailbox Await(ulong number, int from)
    {
        CollectiveMailbox mailbox;
        lock (_gate)
        {
            mailbox = Of(number, from);
            if (_failed.TryGetValue(number, out var failure))
                mailbox.Fail(failure);
        }
        if (cluster.PeerOf(from).Loss is { } loss)
            mailbox.Fail(loss);
        return mailbox;
    }

    /// <summary>Fails what waits for a lost locality; for all if there is no number.</summary>
    internal void Lose(int? locality, Exception reason)
    {
        lock (_gate)
            foreach (var one in _mailboxes)
                if (locality is null || one.Key.From == locality)
                    one.Value.Fail(reason);
    }

    private Collective Begin(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _ = _running.Add(++_last);
            return new(cluster, _last, name, cancellationToken);
        }
    }

    private void End(ulong number)
    {
        lock (_gate)
        {
            _ = _running.Remove(number);
            _ = _failed.Remove(number);
            for (var from = 0; from < cluster.All.Count; from++)
            {
                if (!_mailboxes.TryGetValue((number, from), out var mailbox))
                    continue;
                _ = _mailboxes.Remove((number, from));
                mailbox.Take();
            }
        }
    }

    private Exception? FindFailure(ulong number)
    {
        lock (_gate)
            return _failed.TryGetValue(number, out var failure) ? failure : null;
    }

    private bool IsOver(ulong number) => number <= _last && !_running.Contains(number);

    private void FailHere(ulong number, Exception failure)
    {
        if (IsOver(number) || _failed.ContainsKey(number))
            return;
        _failed.Add(number, failure);
        foreach (var one in _mailboxes)
            if (one.Key.Number == number)
                one.Value.Fail(failure);
    }

    private CollectiveMailbox Of(ulong number, int from)
    {
        if (!_mailboxes.TryGetValue((number, from), out var mailbox))
            _mailboxes.Add((number, from), mailbox = new());
        return mailbox;
    }
}
