namespace Argosy.Runtime;

/// <summary>The members. All changes happen under one lock,
/// so that all localities get all events in one order.</summary>
internal sealed partial class ControlRoot
{
    private readonly HashSet<int> _present = [];
    private readonly HashSet<int> _seen = [];

    /// <returns>Null, or the reason for a refusal.</returns>
    private string? Register(Member member, in ControlMessage? message)
    {
        if (message is not { Kind: ControlKind.Register } registration)
            return "it didn't register";
        if (registration.Number != _options.Count)
            return $"it counts {registration.Number} localities, and the root {_options.Count}";
        if (member.Number >= _options.Count)
            return $"there is no locality {member.Number} among {_options.Count}";
        if (member.Announcement is null)
            return "its announcement can't be read; it may have another version";
        lock (_gate)
        {
            if (_table is not null)
                return "the cluster is complete and runs; nobody joins late, or again after a loss";
            if (_members[member.Number] is not null)
                return $"there is a locality {member.Number} already";
            _members[member.Number] = member;
            _present.Add(member.Number);
            _seen.Add(member.Number);
            if (_present.Count < _options.Count)
                return null;
            _table = ClusterTable.Make([.. _members.Select(one => one!.Announcement!)]);
            Tell(_table.Encode());
            return null;
        }
    }

    private void Remove(Member member, string? reason)
    {
        lock (_gate)
        {
            _present.Remove(member.Number);
            if (_table is null)
            {
                _members[member.Number] = null; // it may start again while the others are waited for
                return;
            }
            Tell(reason is null
                ? ControlMessage.Of(ControlKind.Left, (uint)member.Number)
                : ControlMessage.Of(ControlKind.Lost, (uint)member.Number, reason));
            foreach (var barrier in _arrivals.Keys.ToArray())
                PassIfComplete(barrier);
            if (_present.Count == 0 || (_present.Count == 1 && _present.Contains(0)))
                _alone.TrySetResult(true);
        }
    }

    private void Arrive(Member member, uint barrier)
    {
        lock (_gate)
        {
            if (!_arrivals.TryGetValue(barrier, out var arrived))
                _arrivals.Add(barrier, arrived = []);
            arrived.Add(member.Number);
            PassIfComplete(barrier);
        }
    }

    private void PassIfComplete(uint barrier)
    {
        if (!_present.IsSubsetOf(_arrivals[barrier]))
            return;
        _arrivals.Remove(barrier);
        Tell(ControlMessage.Of(ControlKind.Barrier, barrier));
    }

    // Doesn't wait: each member's messages are queued.
    private void Tell(in ControlMessage message)
    {
        foreach (var number in _present)
            _ = _members[number]!.Sender.SendAsync(message);
    }
}
