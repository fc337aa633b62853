namespace Argosy.Runtime;

/// <summary>Reports lost and departed localities:
/// each handler is called once for each of them, also for those gone before it was added.</summary>
internal sealed class MembershipEvents
{
    private readonly object _gate = new();
    private readonly List<(int Locality, string? Reason)> _gone = [];
    private readonly List<Action<int, string?>> _handlers = [];

    internal void OnLost(Action<int, string> handler) => Add((locality, reason) =>
    {
        if (reason is not null)
            handler(locality, reason);
    });

    internal void OnLeft(Action<int> handler) => Add((locality, reason) =>
    {
        if (reason is null)
            handler(locality);
    });

    internal void Lose(int locality, string reason) => Note(locality, reason);

    internal void Leave(int locality) => Note(locality, null);

    private void Add(Action<int, string?> handler)
    {
        (int Locality, string? Reason)[] before;
        lock (_gate)
        {
            _handlers.Add(handler);
            before = [.. _gone];
        }
        foreach (var (locality, reason) in before)
            handler(locality, reason);
    }

    private void Note(int locality, string? reason)
    {
        Action<int, string?>[] told;
        lock (_gate)
        {
            if (_gone.Exists(one => one.Locality == locality))
                return;
            _gone.Add((locality, reason));
            told = [.. _handlers];
        }
        foreach (var handler in told)
            handler(locality, reason);
    }
}
