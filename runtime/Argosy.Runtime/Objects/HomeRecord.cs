namespace Argosy.Runtime;

/// <summary>The home's record of an object: its locality, and the total credit of its references.</summary>
internal sealed class HomeRecord(int location)
{
    /// <summary>Credit of the first reference.</summary>
    internal const long FirstCredit = 1L << 62;

    /// <summary>Below this a reference requests more.</summary>
    internal const long LowCredit = 1L << 16;

    /// <summary>The credit it then gets.</summary>
    internal const long MoreCredit = 1L << 31;

    private readonly object _gate = new();
    private TaskCompletionSource<int> _place = Settled(location);
    private (int Mover, int From)? _move;
    private decimal _credit = FirstCredit; // sums of many grants exceed 64 bits

    /// <summary>Waits while it moves.</summary>
    internal Task<int> LocateAsync()
    {
        lock (_gate)
            return _place.Task;
    }

    /// <summary>Waits for other moves; from then on location requests wait for this one.</summary>
    /// <param name="mover">The locality that will end it.</param>
    /// <returns>Its locality.</returns>
    internal async Task<int> BeginMoveAsync(int mover)
    {
        while (true)
        {
            var settled = LocateAsync();
            var locality = await settled.ConfigureAwait(false);
            lock (_gate)
            {
                if (_place.Task != settled)
                    continue;
                _place = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                _move = (mover, locality);
                return locality;
            }
        }
    }

    internal void EndMove(int locality)
    {
        lock (_gate)
        {
            _move = null;
            if (!_place.TrySetResult(locality))
                _place = Settled(locality);
        }
    }

    /// <summary>Ends a move whose mover is lost, or location requests would wait for ever:
    /// the object stays where it was.</summary>
    internal void AbandonMove(int mover)
    {
        lock (_gate)
        {
            if (_move is { } begun && begun.Mover == mover)
                EndMove(begun.From);
        }
    }

    /// <summary>Adds credit, or subtracts it.</summary>
    /// <returns>Whether any is left.</returns>
    internal bool Add(long amount)
    {
        lock (_gate)
            return (_credit += amount) > 0;
    }

    private static TaskCompletionSource<int> Settled(int locality)
    {
        var settled = new TaskCompletionSource<int>();
        settled.SetResult(locality);
        return settled;
    }
}
