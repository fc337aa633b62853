namespace Argosy.Runtime;

/// <summary>The operations, each over a binomial tree whose root is the operation's.</summary>
internal static class CollectiveOperations
{
    /// <summary>The root's value on all.</summary>
    internal static async Task<T> BroadcastAsync<T>(this Collective one, T value, int root)
    {
        var rank = one.RankFrom(root);
        if (rank != 0)
            value = await one.ReceiveAsync<T>(one.At(CollectiveTree.Parent(rank), root)).ConfigureAwait(false);
        // The largest subtree first; all at once, since a large value waits for its receiver.
        await Task.WhenAll(CollectiveTree.Children(rank, one.Count).Reverse()
            .Select(child => one.SendAsync(one.At(child, root), value))).ConfigureAwait(false);
        return value;
    }

    /// <summary>All values combined in the localities' order, on the root; on the others the default.</summary>
    internal static async Task<T?> ReduceAsync<T>(this Collective one, T value, Func<T, T, T> combine, int root)
    {
        // The order of ranks is the localities' own if the tree's root is locality 0.
        var total = value;
        foreach (var child in CollectiveTree.Children(one.Here, one.Count))
        {
            var part = await one.ReceiveAsync<T>(child).ConfigureAwait(false);
            var next = combine(total, part);
            Release(part, next);
            if (!Same(total, value))
                Release(total, next);
            total = next;
        }
        if (one.Here == 0 && root == 0)
            return total;
        await one.SendAsync(one.Here == 0 ? root : CollectiveTree.Parent(one.Here), total).ConfigureAwait(false);
        if (!Same(total, value))
            Release(total, default);
        return one.Here == root ? await one.ReceiveAsync<T>(0).ConfigureAwait(false) : default;
    }

    /// <summary>All values combined, on all: the total of locality 0 is sent back.</summary>
    internal static async Task<T> AllReduceAsync<T>(this Collective one, T value, Func<T, T, T> combine) =>
        await one.BroadcastAsync((await one.ReduceAsync(value, combine, 0).ConfigureAwait(false))!, 0)
            .ConfigureAwait(false);

    /// <summary>Each locality's value, by locality, on the root; on the others null.</summary>
    internal static async Task<T[]?> GatherAsync<T>(this Collective one, T value, int root)
    {
        var rank = one.RankFrom(root);
        var values = new T[CollectiveTree.End(rank, one.Count) - rank];
        values[0] = value;
        foreach (var child in CollectiveTree.Children(rank, one.Count))
        {
            var part = await one.ReceiveAsync<T[]>(one.At(child, root)).ConfigureAwait(false);
            part.CopyTo(values, child - rank);
        }
        if (rank == 0)
            return [.. Enumerable.Range(0, one.Count).Select(id => values[(id - root + one.Count) % one.Count])];
        await one.SendAsync(one.At(CollectiveTree.Parent(rank), root), values).ConfigureAwait(false);
        ReleaseAll(values.Skip(1));
        return null;
    }

    /// <summary>Each locality's value, by locality, on all.</summary>
    internal static async Task<T[]> AllGatherAsync<T>(this Collective one, T value) =>
        await one.BroadcastAsync((await one.GatherAsync(value, 0).ConfigureAwait(false))!, 0).ConfigureAwait(false);

    /// <summary>The root's value for each locality.</summary>
    internal static async Task<T> ScatterAsync<T>(this Collective one, IReadOnlyList<T>? values, int root)
    {
        var rank = one.RankFrom(root);
        var mine = rank == 0
            ? [.. Enumerable.Range(0, one.Count).Select(other => values![one.At(other, root)])]
            : await one.ReceiveAsync<T[]>(one.At(CollectiveTree.Parent(rank), root)).ConfigureAwait(false);
        await Task.WhenAll(CollectiveTree.Children(rank, one.Count).Reverse().Select(child => one.SendAsync(
            one.At(child, root), Part(mine, child - rank, CollectiveTree.End(child, one.Count) - child))))
            .ConfigureAwait(false);
        if (rank != 0)
            ReleaseAll(mine.Skip(1));
        return mine[0];
    }

    private static int RankFrom(this Collective one, int root) => (one.Here - root + one.Count) % one.Count;

    private static int At(this Collective one, int rank, int root) => (rank + root) % one.Count;

    private static T[] Part<T>(T[] values, int from, int count)
    {
        var part = new T[count];
        Array.Copy(values, from, part, 0, count);
        return part;
    }

    private static bool Same<T>(T one, T? other) => !typeof(T).IsValueType && ReferenceEquals(one, other);

    // What another locality sent belongs to this one, which is done with it.
    private static void Release<T>(T value, T? unless)
    {
        if (!typeof(T).IsValueType && value is IDisposable owned && !Same(value, unless))
            Listener.Dispose("a part of a collective operation", owned);
    }

    private static void ReleaseAll<T>(IEnumerable<T> values)
    {
        foreach (var value in values)
            Release(value, default);
    }
}
