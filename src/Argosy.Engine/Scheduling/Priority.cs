namespace Argosy.Engine.Scheduling;

/// <summary>Orders ready nodes: the more urgent one first, else the one that comes first in the graph.</summary>
/// <remarks>A separate type, since comparing tuples takes longer than the rest of scheduling a node.</remarks>
internal readonly struct Priority(double urgency, int place) : IComparable<Priority>
{
    private readonly double _urgency = urgency;
    private readonly int _place = place;

    public int CompareTo(Priority other) => _urgency > other._urgency ? -1
        : _urgency < other._urgency ? 1
        : _place.CompareTo(other._place);
}
