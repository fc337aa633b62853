namespace Argosy.Runtime;

/// <summary>
/// Holds a chunk's target on a big-endian machine: reverses its elements when the port releases it, which is after the
/// last byte arrived and before they are read.
/// </summary>
internal sealed unsafe class ByteSwapped<T> : IPayloadOwner
    where T : unmanaged
{
    private readonly IPayloadOwner _owner;
    private readonly T* _elements;
    private readonly int _count;

    private ByteSwapped(IPayloadOwner owner, T* elements, int count)
    {
        _owner = owner;
        _elements = elements;
        _count = count;
    }

    /// <summary>The owner itself if elements move unchanged.</summary>
    internal static IPayloadOwner Around(IPayloadOwner owner, byte* target, int count) =>
        ByteOrder.MovesAsIs<T>() ? owner : new ByteSwapped<T>(owner, (T*)target, count);

    public void Release()
    {
        for (var i = 0; i < _count; i++)
            _elements[i] = ByteOrder.Reverse(_elements[i]);
        _owner.Release();
    }
}
