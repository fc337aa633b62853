namespace Argosy.Runtime;

/// <summary>
/// Holds a chunk's target on a big-endian machine: reverses its elements when the port releases it, which is after the last byte arrived
/// and before they are read.
/// </summary>
internal sealed unsafe class ByteSwapped<T> : IPayloadOwner
    where T : unmanaged
{
    private readonly IPayloadOwner owner;
    private readonly T* elements;
    private readonly int count;

    private ByteSwapped(IPayloadOwner owner, T* elements, int count)
    {
        this.owner = owner;
        this.elements = elements;
        this.count = count;
    }

    /// <summary>The owner itself if elements move unchanged.</summary>
    internal static IPayloadOwner Around(IPayloadOwner owner, byte* target, int count) =>
        ByteOrder.MovesAsIs<T>() ? owner : new ByteSwapped<T>(owner, (T*)target, count);

    public void Release()
    {
        for (var i = 0; i < count; i++)
            elements[i] = ByteOrder.Reverse(elements[i]);
        owner.Release();
    }
}
