namespace Argosy.Runtime;

/// <summary>Keeps a few objects for reuse; further ones are left to the garbage collector. Any thread may use it.</summary>
internal sealed class ObjectPool<T>
    where T : class
{
    private readonly T?[] kept = new T?[64];
    private T? first;

    internal T? TryTake()
    {
        var one = first;
        if (one is not null && Interlocked.CompareExchange(ref first, null, one) == one)
            return one;
        for (var i = 0; i < kept.Length; i++)
        {
            one = kept[i];
            if (one is not null && Interlocked.CompareExchange(ref kept[i], null, one) == one)
                return one;
        }
        return null;
    }

    internal void Put(T one)
    {
        if (first is null && Interlocked.CompareExchange(ref first, one, null) is null)
            return;
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] is null && Interlocked.CompareExchange(ref kept[i], one, null) is null)
                return;
        }
    }
}
