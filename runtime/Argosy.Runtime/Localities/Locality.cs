namespace Argosy.Runtime;

/// <summary>One of a cluster's processes, on which actions can be called.</summary>
public sealed class Locality : IEquatable<Locality>
{
    internal Locality(Cluster cluster, int id)
    {
        Cluster = cluster;
        Id = id;
    }

    /// <summary>Its cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>Its number, from 0.</summary>
    public int Id { get; }

    /// <summary>Whether it is this process.</summary>
    public bool IsHere => Cluster.Here.Id == Id;

    /// <summary>Calls an action here and waits for its result. Generated overloads named <c>Async</c> use it.</summary>
    /// <exception cref="RemoteActionException">The action failed there.</exception>
    /// <exception cref="LocalityLostException">The locality is gone.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the action is asked to stop.</exception>
    public ValueTask<TResult> CallAsync<TArguments, TResult>(
        ActionDescriptor<TArguments, TResult> action, in TArguments arguments, CallOptions options = default,
        CancellationToken cancellationToken = default) =>
        Cluster.CallAsync(Id, action, arguments, options, cancellationToken);

    /// <summary>Runs an action here without waiting; completes when the message was sent.
    /// The action's failure is reported there.</summary>
    /// <exception cref="LocalityLostException">The locality is gone.</exception>
    public ValueTask PostAsync<TArguments, TResult>(
        ActionDescriptor<TArguments, TResult> action, in TArguments arguments, CallOptions options = default) =>
        Cluster.PostAsync(Id, action, arguments, options);

    /// <inheritdoc/>
    public bool Equals(Locality? other) => other is not null && other.Id == Id && other.Cluster == Cluster;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Locality);

    /// <inheritdoc/>
    public override int GetHashCode() => Id;

    /// <summary>For messages.</summary>
    public override string ToString() => $"locality {Id}";
}
