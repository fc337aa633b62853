namespace Argosy.Runtime;

/// <summary>An action's information about its call, in a parameter of this type,
/// which the caller doesn't pass.</summary>
public readonly struct ActionContext : IEquatable<ActionContext>
{
    private readonly Invocation? _invocation;
    private readonly CancellationToken _given;

    internal ActionContext(Invocation invocation)
    {
        _invocation = invocation;
        Cluster = invocation.Cluster;
        Caller = invocation.Cluster[invocation.Caller];
        _given = default;
    }

    /// <summary>For a direct call of an action as an ordinary method, for example in tests.</summary>
    public ActionContext(Cluster cluster, Locality caller, CancellationToken cancellationToken)
    {
        _invocation = null;
        Cluster = cluster;
        Caller = caller;
        _given = cancellationToken;
    }

    /// <summary>The localities.</summary>
    public Cluster Cluster { get; }

    /// <summary>The caller.</summary>
    public Locality Caller { get; }

    /// <summary>Cancelled when the caller cancels, or is lost.
    /// A direct action is not notified before it has returned control.</summary>
    public CancellationToken CancellationToken => _invocation?.CancellationToken ?? _given;

    /// <summary>Keeps the arguments: the action may continue to use its vectors and buffers, and disposes of them
    /// itself.</summary>
    public void KeepArguments() => _invocation?.KeepArguments();

    /// <summary>Finds an object of this locality for the duration of an action. Generated code calls it for instance
    /// actions.</summary>
    /// <exception cref="InvalidOperationException">It is an object of another type.</exception>
    public ObjectHold<T> Hold<T>(GlobalId id)
        where T : class => Cluster.Objects.Hold<T>(id);

    /// <inheritdoc/>
    public bool Equals(ActionContext other) =>
        _invocation == other._invocation && Cluster == other.Cluster && Caller == other.Caller;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActionContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _invocation?.GetHashCode() ?? 0;

    /// <summary>Whether both belong to one call.</summary>
    public static bool operator ==(ActionContext left, ActionContext right) => left.Equals(right);

    /// <summary>Whether they belong to two calls.</summary>
    public static bool operator !=(ActionContext left, ActionContext right) => !left.Equals(right);
}
