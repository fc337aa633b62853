namespace Argosy.Runtime;

/// <summary>Keeps a few objects for reuse; further ones are left to the garbage collector.
/// Any thread may use it.</summary>
internal sealed class ObjectPool<T>
    where T : class
{
    private readonly T?[] _kept = new T?[64];
    private T? _first;

    internal T? TryTake()
    {
        var one = _first;
        if (one is not null && Interlocked.CompareExchange(ref _first, null, one) == one)
            return one;
        for (var i = 0; i < _kept.Length; i++)
        {
            one = _kept[i];
            if (one is not null && Interlocked.CompareExchange(ref _kept[i], null, one) == one)
                return one;
        }
        return null;
    }

    internal void Put(T one)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, one, null) is null)
            return;
        for (var i = 0; i < _kept.Length; i++)
        {
            if (_kept[i] is null && Interlocked.CompareExchange(ref _kept[i], one, null) is null)
                return;
        }
    }
}
