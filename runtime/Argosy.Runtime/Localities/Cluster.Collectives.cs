namespace Argosy.Runtime;

/// <summary>Collective operations: every locality calls the same one, in the same order, as with
/// <see cref="BarrierAsync"/>. Values travel along a tree of depth log2(localities); large vectors and buffers aren't
/// copied. If one locality fails, cancels, or is lost before its part is done, the operation fails on all that still
/// wait for it (ARG0852); later operations aren't affected by the failure of one, but need all localities.</summary>
public sealed partial class Cluster
{
    internal CollectiveTable Collectives { get; }

    /// <summary>One locality's value on all.</summary>
    /// <param name="value">The root's; on the others it is ignored.</param>
    /// <param name="root">The locality whose value it is.</param>
    /// <param name="cancellationToken">Ends the operation on all.</param>
    /// <returns>On the root the value itself, when no locality reads it any more.</returns>
    /// <exception cref="ClusterException">ARG0852: it failed elsewhere; ARG0853: another locality called another
    /// operation.</exception>
    /// <exception cref="LocalityLostException">A locality is gone.</exception>
    public Task<T> BroadcastAsync<T>(T value, int root = 0, CancellationToken cancellationToken = default) =>
        RunAsync<T, T>("Broadcast", root, one => one.BroadcastAsync(value, root), cancellationToken);

    /// <summary>All localities' values, combined on one.</summary>
    /// <param name="value">This locality's.</param>
    /// <param name="combine">Combines the values of neighbouring ranges of localities, in their order; it need not be
    /// commutative. It may change its first argument and return it.</param>
    /// <param name="root">The locality that gets the result.</param>
    /// <param name="cancellationToken">Ends the operation on all.</param>
    /// <returns>The result; on other localities than the root the default.</returns>
    /// <exception cref="ClusterException">As <see cref="BroadcastAsync"/>.</exception>
    /// <exception cref="LocalityLostException">A locality is gone.</exception>
    public Task<T?> ReduceAsync<T>(
        T value, Func<T, T, T> combine, int root = 0, CancellationToken cancellationToken = default) =>
        RunAsync<T, T?>("Reduce", root, one => one.ReduceAsync(value, Checked(combine), root), cancellationToken);

    /// <summary>All localities' values, combined, on all: the same result everywhere, bit by bit.</summary>
    /// <param name="value">This locality's.</param>
    /// <param name="combine">As <see cref="ReduceAsync"/>.</param>
    /// <param name="cancellationToken">Ends the operation on all.</param>
    /// <exception cref="ClusterException">As <see cref="BroadcastAsync"/>.</exception>
    /// <exception cref="LocalityLostException">A locality is gone.</exception>
    public Task<T> AllReduceAsync<T>(
        T value, Func<T, T, T> combine, CancellationToken cancellationToken = default) =>
        RunAsync<T, T>("AllReduce", 0, one => one.AllReduceAsync(value, Checked(combine)), cancellationToken);

    /// <summary>Each locality's value on one.</summary>
    /// <param name="value">This locality's.</param>
    /// <param name="root">The locality that gets them.</param>
    /// <param name="cancellationToken">Ends the operation on all.</param>
    /// <returns>The values by locality; on other localities than the root null.</returns>
    /// <exception cref="ClusterException">As <see cref="BroadcastAsync"/>.</exception>
    /// <exception cref="LocalityLostException">A locality is gone.</exception>
    public Task<T[]?> GatherAsync<T>(T value, int root = 0, CancellationToken cancellationToken = default) =>
        RunAsync<T, T[]?>("Gather", root, one => one.GatherAsync(value, root), cancellationToken);

    /// <summary>Each locality's value on all.</summary>
    /// <param name="value">This locality's.</param>
    /// <param name="cancellationToken">Ends the operation on all.</param>
    /// <returns>The values by locality.</returns>
    /// <exception cref="ClusterException">As <see cref="BroadcastAsync"/>.</exception>
    /// <exception cref="LocalityLostException">A locality is gone.</exception>
    public Task<T[]> AllGatherAsync<T>(T value, CancellationToken cancellationToken = default) =>
        RunAsync<T, T[]>("AllGather", 0, one => one.AllGatherAsync(value), cancellationToken);

    /// <summary>A value of one locality for each.</summary>
    /// <param name="values">The root's, one for each locality; on the others they are ignored.</param>
    /// <param name="root">The locality that has them.</param>
    /// <param name="cancellationToken">Ends the operation on all.</param>
    /// <returns>This locality's value; on the root its own, when no locality reads the others any more.</returns>
    /// <exception cref="ArgumentException">The root has more or fewer values than there are localities.</exception>
    /// <exception cref="ClusterException">As <see cref="BroadcastAsync"/>.</exception>
    /// <exception cref="LocalityLostException">A locality is gone.</exception>
    public Task<T> ScatterAsync<T>(
        IReadOnlyList<T>? values, int root = 0, CancellationToken cancellationToken = default) =>
        RunAsync<T, T>("Scatter", root, one => root == Here.Id && values?.Count != All.Count
            ? throw new ArgumentException(
                $"there are {values?.Count ?? 0} values for {All.Count} localities", nameof(values))
            : one.ScatterAsync(values, root), cancellationToken);

    private Task<TResult> RunAsync<T, TResult>(
        string name, int root, Func<Collective, Task<TResult>> operation, CancellationToken cancellationToken) =>
        root < 0 || root >= All.Count
            ? throw new ArgumentOutOfRangeException(nameof(root), root, $"There are {All.Count} localities.")
            : Collectives.RunAsync($"{name}<{typeof(T)}> with root {root}", operation, cancellationToken);

    private static Func<T, T, T> Checked<T>(Func<T, T, T> combine) =>
        combine ?? throw new ArgumentNullException(nameof(combine));
}
