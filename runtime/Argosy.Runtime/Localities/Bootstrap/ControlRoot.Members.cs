namespace Argosy.Runtime;

/// <summary>The members. All changes happen under one lock,
/// so that all localities get all events in one order.</summary>
internal sealed partial class ControlRoot
{
    private const int MostNamed = 16;

    private readonly HashSet<int> _present = [];
    private readonly HashSet<int> _seen = [];

    /// <returns>Null, or the reason for a refusal.</returns>
    private string? Register(Member member, in ControlMessage? message, MemberRegistration? registration)
    {
        if (message is not { Kind: ControlKind.Register } first)
            return "it didn't register";
        if (first.Number != _options.Count)
            return $"it counts {first.Number} localities, and the root {_options.Count}";
        if (registration is null)
            return "its announcement can't be read; it may have another version";
        if (member.Number >= _options.Count)
            return $"there is no locality {member.Number} among {_options.Count}";
        if (TypeShapes.FindDifference(registration.Shapes) is { } different)
            return $"{different} has other members, or another result, there than here: all localities must run the "
                + "same build of it";
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
            {
                member.Sender.TrySend(Naming());
                return null;
            }
            _naming.Dispose();
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

    // Until all are there, those that wait are told for whom.
    private void NameMissing()
    {
        lock (_gate)
        {
            if (_table is not null)
                return;
            var message = Naming();
            foreach (var number in _present)
                _members[number]!.Sender.TrySend(message);
        }
    }

    private ControlMessage Naming()
    {
        var missing = Enumerable.Range(0, _members.Length).Where(i => !_present.Contains(i)).ToList();
        return ControlMessage.Of(
            ControlKind.Alive, 0, string.Join(", ", missing.Take(MostNamed))
                + (missing.Count > MostNamed ? $" and {missing.Count - MostNamed} more" : ""));
    }

    // A member that doesn't read for so long that this would wait is lost before, by its silence.
    private void Tell(in ControlMessage message)
    {
        foreach (var number in _present)
            _members[number]!.Sender.Send(message);
    }
}
