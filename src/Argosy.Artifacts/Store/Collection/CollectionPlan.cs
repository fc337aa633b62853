namespace Argosy.Artifacts.Store.Collection;

/// <summary>What a collection will remove; computed from an inventory only.</summary>
/// <param name="Actions">Results, the least recently used first.</param>
/// <param name="Blobs">Those that no remaining result needs.</param>
/// <param name="Leftovers">Files of killed processes.</param>
/// <param name="Freed">The bytes that each result's removal frees, in the order of <paramref name="Actions"/>.</param>
internal sealed record CollectionPlan(
    IReadOnlyList<KeptAction> Actions, IReadOnlyList<KeptFile> Blobs, IReadOnlyList<KeptFile> Leftovers,
    IReadOnlyList<long> Freed)
{
    /// <summary>Removes partial files older than <paramref name="dead"/> in any case. While the size exceeds the
    /// maximum, removes blobs that no result needs, and results with the blobs that only they need. Keeps entries
    /// changed or used after <paramref name="young"/>, since a running build may be about to use them: it keeps its
    /// blobs first and then the result.</summary>
    /// <param name="inventory">What there is.</param>
    /// <param name="max">Maximum bytes.</param>
    /// <param name="young">Nanoseconds since 1970.</param>
    /// <param name="dead">The same unit: the process of a file not written to since then has ended.</param>
    internal static CollectionPlan Make(CacheInventory inventory, long max, long young, long dead)
    {
        var leftovers = inventory.Leftovers.Where(l => l.Changed <= dead).ToList();
        var bytes = inventory.Bytes - leftovers.Sum(l => l.Bytes);
        var actions = new List<KeptAction>();
        var blobs = new List<KeptFile>();
        var freed = new List<long>();
        var needs = new int[inventory.Blobs.Count];
        foreach (var blob in inventory.Actions.SelectMany(a => a.Blobs)) needs[blob]++;

        foreach (var blob in inventory.Blobs.Where((_, i) => needs[i] == 0)
            .OrderBy(b => b.Changed).TakeWhile(_ => bytes > max))
            Remove(blob);
        foreach (var action in inventory.Actions.Where(a => a.Used <= young)
            .OrderBy(a => a.Used).TakeWhile(_ => bytes > max))
        {
            var before = bytes;
            actions.Add(action);
            bytes -= action.Bytes;
            foreach (var blob in action.Blobs)
            {
                if (--needs[blob] == 0) Remove(inventory.Blobs[blob]);
            }

            freed.Add(before - bytes);
        }

        return new(actions, blobs, leftovers, freed);

        void Remove(KeptFile blob)
        {
            if (blob.Changed > young) return;
            blobs.Add(blob);
            bytes -= blob.Bytes;
        }
    }
}
