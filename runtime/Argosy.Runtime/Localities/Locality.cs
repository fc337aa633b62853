namespace Argosy.Runtime;

/// <summary>One of a cluster's processes, as a place to call actions on.</summary>
public sealed class Locality : IEquatable<Locality>
{
    internal Locality(Cluster cluster, int id)
    {
        Cluster = cluster;
        Id = id;
    }

    /// <summary>The localities it is one of.</summary>
    public Cluster Cluster { get; }

    /// <summary>Its number, from 0 on.</summary>
    public int Id { get; }

    /// <summary>Whether it is this process.</summary>
    public bool IsHere => Cluster.Here.Id == Id;

    /// <summary>Calls an action here and waits for its result. Generated overloads named <c>Async</c> come down to this.</summary>
    /// <exception cref="RemoteActionException">The action failed there.</exception>
    /// <exception cref="LocalityLostException">The locality is gone.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the action is asked to stop.</exception>
    public ValueTask<TResult> CallAsync<TArguments, TResult>(
        ActionDescriptor<TArguments, TResult> action, in TArguments arguments, CallOptions options = default,
        CancellationToken cancellationToken = default) =>
        Cluster.CallAsync(Id, action, arguments, options, cancellationToken);

    /// <summary>Runs an action here and forgets it; completes when the message was sent. The action's failure is reported there.</summary>
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

    /// <summary>For people.</summary>
    public override string ToString() => $"locality {Id}";
}
