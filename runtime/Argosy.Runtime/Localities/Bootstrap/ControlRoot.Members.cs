namespace Argosy.Runtime;

/// <summary>The members. All changes happen under one lock, so that all localities get all events in one order.</summary>
internal sealed partial class ControlRoot
{
    private readonly HashSet<int> present = [];
    private readonly HashSet<int> seen = [];

    /// <returns>Null, or the reason for a refusal.</returns>
    private string? Register(Member member, in ControlMessage? message)
    {
        if (message is not { Kind: ControlKind.Register } registration)
            return "it didn't register";
        if (registration.Number != options.Count)
            return $"it counts {registration.Number} localities, and the root {options.Count}";
        if (member.Number >= options.Count)
            return $"there is no locality {member.Number} among {options.Count}";
        if (member.Address.Length > ClusterTable.MaximumAddress)
            return $"its port's address has {member.Address.Length} bytes";
        lock (gate)
        {
            if (table is not null || members[member.Number] is not null)
                return $"there is a locality {member.Number} already";
            members[member.Number] = member;
            present.Add(member.Number);
            seen.Add(member.Number);
            if (present.Count < options.Count)
                return null;
            table = ClusterTable.Make([.. members.Select(one => one!.Address)]);
            Tell(table.Encode());
            return null;
        }
    }

    private void Remove(Member member, string? reason)
    {
        lock (gate)
        {
            present.Remove(member.Number);
            if (table is null)
            {
                members[member.Number] = null; // it may start again while the others are waited for
                return;
            }
            Tell(reason is null
                ? ControlMessage.Of(ControlKind.Left, (uint)member.Number)
                : ControlMessage.Of(ControlKind.Lost, (uint)member.Number, reason));
            foreach (var barrier in arrivals.Keys.ToArray())
                PassIfComplete(barrier);
            if (present.Count == 0 || (present.Count == 1 && present.Contains(0)))
                alone.TrySetResult(true);
        }
    }

    private void Arrive(Member member, uint barrier)
    {
        lock (gate)
        {
            if (!arrivals.TryGetValue(barrier, out var arrived))
                arrivals.Add(barrier, arrived = []);
            arrived.Add(member.Number);
            PassIfComplete(barrier);
        }
    }

    private void PassIfComplete(uint barrier)
    {
        if (!present.IsSubsetOf(arrivals[barrier]))
            return;
        arrivals.Remove(barrier);
        Tell(ControlMessage.Of(ControlKind.Barrier, barrier));
    }

    // Doesn't wait: each member's messages are queued.
    private void Tell(in ControlMessage message)
    {
        foreach (var number in present)
            _ = members[number]!.Sender.SendAsync(message);
    }
}
