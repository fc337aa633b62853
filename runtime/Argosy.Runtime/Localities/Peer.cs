namespace Argosy.Runtime;

/// <summary>
/// The flow of parcels to and from one locality. Calls need credit: it limits how many the peer hasn't begun; further
/// ones wait here, in order. Answers need none, since each belongs to a call that did.
/// </summary>
internal sealed class Peer
{
    private readonly IParcelport _port;
    private readonly int _window;
    private readonly object _gate = new();
    private readonly Queue<(OutgoingParcel Parcel, TaskCompletionSource<Unit>? Accepted)> _waiting = [];
    private uint _sent;
    private uint _consumed;
    private Exception? _lost;
    private bool _sendsWaiting;
    private int _taken;
    private int _announced;

    internal Peer(int locality, IParcelport port, int window)
    {
        (Locality, _port, _window) = (locality, port, window);
        Marks = new FlowMarks((kind, count) => Tell(ParcelKind.Flushed, kind, count));
        Flushes = new FlowFlushes((kind, count) => Tell(ParcelKind.Flush, kind, count));
    }

    internal int Locality { get; }

    internal IParcelport Port => _port;

    /// <summary>What has arrived from it.</summary>
    internal FlowMarks Marks { get; }

    /// <summary>What was sent to it.</summary>
    internal FlowFlushes Flushes { get; }

    /// <summary>Parcels that wait for credit.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Why it was disconnected; null while it is connected.</summary>
    internal Exception? Loss
    {
        get
        {
            lock (_gate)
                return _lost;
        }
    }

    /// <summary>The number of calls of this peer that began here, modulo 2^32: its credit.</summary>
    private uint Taken => unchecked((uint)Volatile.Read(ref _taken));

    /// <summary>Sends a call, now or when there is credit; the parcel gets a failure.</summary>
    internal void Send(OutgoingParcel parcel) => Admit(parcel, tell: false);

    /// <summary>The same.</summary>
    /// <returns>Completes once the port has the parcel; fails if the locality is lost.</returns>
    internal ValueTask SendAsync(OutgoingParcel parcel) =>
        Admit(parcel, tell: true) is { } waits ? new ValueTask(waits) : default;

    /// <summary>Sends an answer, or another parcel that needs no credit.</summary>
    internal void SendFreely(OutgoingParcel parcel)
    {
        Exception? failure;
        lock (_gate)
            failure = _lost;
        if (failure is not null)
            parcel.Complete(failure);
        else
            Hand(parcel);
    }

    /// <summary>A parcel has left the port, or never will: the peer won't count it, and gives no credit for
    /// it.</summary>
    internal void HasLeft(in ParcelHeader header, Exception? failure)
    {
        if (failure is null)
            return;
        Flushes.Remove(header.IsPost);
        if (!header.IsCall)
            return;
        lock (_gate)
        {
            _sent--;
            if (_waiting.Count == 0)
                return;
        }
        SendWaiting();
    }

    /// <summary>A call of this peer begins here.</summary>
    /// <returns>Whether a separate credit parcel is due: half of the window isn't announced yet.</returns>
    internal bool Take()
    {
        var now = Interlocked.Increment(ref _taken);
        return unchecked(now - Volatile.Read(ref _announced)) >= Math.Max(1, _window / 2);
    }

    /// <summary>The peer reports how many of our calls it has begun.</summary>
    internal void Credit(uint count)
    {
        lock (_gate)
        {
            // Parcels overtake each other: an older count is ignored, and so is one beyond the number sent, which
            // is invalid.
            if (unchecked((int)(count - _consumed)) > 0 && unchecked((int)(_sent - count)) >= 0)
                _consumed = count;
            if (_waiting.Count == 0)
                return;
        }
        SendWaiting();
    }

    // One thread at a time, which sees what others change meanwhile: a port that fails each parcel at once must not
    // call this from within itself.
    private void SendWaiting()
    {
        lock (_gate)
        {
            if (_sendsWaiting)
                return;
            _sendsWaiting = true;
        }
        while (true)
        {
            OutgoingParcel next;
            TaskCompletionSource<Unit>? accepted;
            bool wanted;
            lock (_gate)
            {
                if (_waiting.Count == 0 || unchecked(_sent - _consumed) >= (uint)_window)
                {
                    _sendsWaiting = false;
                    return;
                }
                (next, accepted) = _waiting.Dequeue();
                wanted = next.IsWanted;
                if (wanted)
                    _sent++;
            }
            if (wanted)
                Hand(next);
            else
                next.Complete(new OperationCanceledException());
            accepted?.TrySetResult(default);
        }
    }

    /// <summary>Fails waiting parcels, and later ones.</summary>
    /// <returns>False if it was lost before.</returns>
    internal bool Lose(Exception reason)
    {
        (OutgoingParcel Parcel, TaskCompletionSource<Unit>? Accepted)[] left;
        lock (_gate)
        {
            if (_lost is not null)
                return false;
            _lost = reason;
            left = [.. _waiting];
            _waiting.Clear();
        }
        Flushes.Lose(reason);
        foreach (var (parcel, accepted) in left)
        {
            accepted?.TrySetException(reason);
            parcel.Complete(reason);
        }
        return true;
    }

    /// <returns>The task for a caller that waits; null if there is nothing to wait for.</returns>
    private Task? Admit(OutgoingParcel parcel, bool tell)
    {
        Exception? failure;
        lock (_gate)
        {
            failure = _lost;
            if (failure is null && (_waiting.Count > 0 || unchecked(_sent - _consumed) >= (uint)_window))
            {
                var accepted = tell
                    ? new TaskCompletionSource<Unit>(TaskCreationOptions.RunContinuationsAsynchronously)
                    : null;
                _waiting.Enqueue((parcel, accepted));
                return accepted?.Task;
            }
            _sent++;
        }
        if (failure is null)
        {
            Hand(parcel);
            return null;
        }
        parcel.Complete(failure);
        return Task.FromException(failure);
    }

    private void Hand(OutgoingParcel parcel)
    {
        var now = Taken;
        Volatile.Write(ref _announced, unchecked((int)now));
        parcel.Header = parcel.Header with { Consumed = now };
        if (parcel.Header.Kind is not (ParcelKind.Flush or ParcelKind.Flushed))
        {
            parcel.Flow = this;
            Flushes.Add(parcel.Header.IsPost);
        }
        _port.Send(Locality, parcel);
    }

    private void Tell(ParcelKind kind, FlowCount of, long count)
    {
        var parcel = _port.Rent();
        try
        {
            new ArchiveWriter(parcel).Complete();
        }
        catch (ObjectDisposedException closed)
        {
            parcel.Complete(closed);
            return;
        }
        parcel.Header = new ParcelHeader(kind, 0, 0, 0, (ulong)count, (uint)of, 0, 0, 0);
        SendFreely(parcel);
    }
}
