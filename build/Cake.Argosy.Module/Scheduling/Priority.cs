namespace Cake.Argosy.Module.Scheduling;

/// <summary>Which of two ready nodes goes first: the more urgent one, else the one that comes first in the graph.</summary>
/// <remarks>A type of its own, since comparing tuples takes longer than all else that scheduling a node does.</remarks>
internal readonly struct Priority(double urgency, int place) : IComparable<Priority>
{
    private readonly double _urgency = urgency;
    private readonly int _place = place;

    public int CompareTo(Priority other) => _urgency > other._urgency ? -1
        : _urgency < other._urgency ? 1
        : _place.CompareTo(other._place);
}
