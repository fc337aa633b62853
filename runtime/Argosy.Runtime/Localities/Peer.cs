namespace Argosy.Runtime;

/// <summary>
/// The flow of parcels to and from one locality. Calls need credit: it limits how many the peer hasn't begun; further ones
/// wait here, in order. Answers need none, since each belongs to a call that did.
/// </summary>
internal sealed class Peer(int locality, IParcelport port, int window)
{
    private readonly object gate = new();
    private readonly Queue<(OutgoingParcel Parcel, TaskCompletionSource<Unit>? Accepted)> waiting = [];
    private uint sent;
    private uint consumed;
    private Exception? lost;
    private int taken;
    private int announced;

    internal int Locality => locality;

    internal IParcelport Port => port;

    /// <summary>Parcels that wait for credit.</summary>
    internal int Waiting
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>Why it was disconnected; null while it is connected.</summary>
    internal Exception? Loss
    {
        get
        {
            lock (gate)
                return lost;
        }
    }

    /// <summary>The number of calls of this peer that began here, modulo 2^32: its credit.</summary>
    private uint Taken => unchecked((uint)Volatile.Read(ref taken));

    /// <summary>Sends a call, now or when there is credit; the parcel gets a failure.</summary>
    internal void Send(OutgoingParcel parcel) => Admit(parcel, tell: false);

    /// <summary>The same.</summary>
    /// <returns>Completes once the port has the parcel; fails if the locality is lost.</returns>
    internal ValueTask SendAsync(OutgoingParcel parcel) => Admit(parcel, tell: true) is { } waits ? new ValueTask(waits) : default;

    /// <summary>Sends an answer, or another parcel that needs no credit.</summary>
    internal void SendFreely(OutgoingParcel parcel)
    {
        Exception? failure;
        lock (gate)
            failure = lost;
        if (failure is not null)
            parcel.Complete(failure);
        else
            Hand(parcel);
    }

    /// <summary>A call of this peer begins here.</summary>
    /// <returns>Whether a separate credit parcel is due: half of the window isn't announced yet.</returns>
    internal bool Take()
    {
        var now = Interlocked.Increment(ref taken);
        return unchecked(now - Volatile.Read(ref announced)) >= Math.Max(1, window / 2);
    }

    /// <summary>The peer reports how many of our calls it has begun.</summary>
    internal void Credit(uint count)
    {
        while (true)
        {
            OutgoingParcel next;
            TaskCompletionSource<Unit>? accepted;
            bool wanted;
            lock (gate)
            {
                // Parcels overtake each other: an older count is ignored, and so is one beyond the number sent, which
                // is invalid.
                if (unchecked((int)(count - consumed)) > 0 && unchecked((int)(sent - count)) >= 0)
                    consumed = count;
                if (waiting.Count == 0 || unchecked(sent - consumed) >= (uint)window)
                    return;
                (next, accepted) = waiting.Dequeue();
                wanted = next.IsWanted;
                if (wanted)
                    sent++;
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
        lock (gate)
        {
            if (lost is not null)
                return false;
            lost = reason;
            left = [.. waiting];
            waiting.Clear();
        }
        foreach (var (parcel, accepted) in left)
        {
            parcel.Complete(reason);
            accepted?.TrySetException(reason);
        }
        return true;
    }

    /// <returns>The task for a caller that waits; null if there is nothing to wait for.</returns>
    private Task? Admit(OutgoingParcel parcel, bool tell)
    {
        Exception? failure;
        lock (gate)
        {
            failure = lost;
            if (failure is null && (waiting.Count > 0 || unchecked(sent - consumed) >= (uint)window))
            {
                var accepted = tell ? new TaskCompletionSource<Unit>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
                waiting.Enqueue((parcel, accepted));
                return accepted?.Task;
            }
            sent++;
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
        Volatile.Write(ref announced, unchecked((int)now));
        parcel.Header = parcel.Header with { Consumed = now };
        port.Send(locality, parcel);
    }
}
