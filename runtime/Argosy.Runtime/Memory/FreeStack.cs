namespace Argosy.Runtime;

/// <summary>A reusable object, identified by its number in its <see cref="FreeStack{T}"/>.</summary>
internal abstract class FreeNode
{
    /// <summary>Set by the stack.</summary>
    internal int Number { get; set; }

    /// <summary>The next free one's number + 1; 0 ends the stack.</summary>
    internal int _nextFree;
}

/// <summary>
/// Free objects on a stack without locks and without allocation. The top has a count of changes in its upper half, so
/// that a node that was taken and returned meanwhile isn't mistaken for an unchanged stack.
/// </summary>
internal sealed class FreeStack<T>
    where T : FreeNode
{
    private readonly object _gate = new();
    private volatile T[] _nodes = [];
    private int _count;
    private long _top;

    /// <summary>The number of objects, free and used.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>By number; throws for an unknown number.</summary>
    internal T this[int number] => _nodes[number];

    /// <summary>By an untrusted number: null if there is no such node.</summary>
    internal T? Find(uint number)
    {
        var all = _nodes;
        return number < (uint)Count && number < (uint)all.Length ? all[number] : null;
    }

    /// <summary>Gives the node its number. It isn't free until it is put.</summary>
    internal T Add(T node)
    {
        lock (_gate)
        {
            if (_count == _nodes.Length)
            {
                var longer = new T[Math.Max(16, 2 * _count)];
                _nodes.CopyTo(longer, 0);
                _nodes = longer;
            }
            node.Number = _count;
            _nodes[_count] = node;
            Volatile.Write(ref _count, _count + 1);
        }
        return node;
    }

    /// <summary>The one that was put last; null if none is free.</summary>
    internal T? TryTake()
    {
        while (true)
        {
            var seen = Interlocked.Read(ref _top);
            var number = (int)(uint)seen;
            if (number == 0)
                return null;
            var node = _nodes[number - 1];
            if (Interlocked.CompareExchange(ref _top, After(seen, Volatile.Read(ref node._nextFree)), seen) == seen)
                return node;
        }
    }

    internal void Put(T node)
    {
        while (true)
        {
            var seen = Interlocked.Read(ref _top);
            Volatile.Write(ref node._nextFree, (int)(uint)seen);
            if (Interlocked.CompareExchange(ref _top, After(seen, node.Number + 1), seen) == seen)
                return;
        }
    }

    private static long After(long seen, int number) => unchecked(((seen >> 32) + 1) << 32 | (uint)number);
}
