namespace Argosy.Runtime;

/// <summary>
/// Holds a chunk's target on a machine that keeps the highest byte first: turns its elements round when the port lets go of it, which is
/// after the last byte came and before anybody reads them.
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

    /// <summary>The owner itself where elements move as they are.</summary>
    internal static IPayloadOwner Around(IPayloadOwner owner, byte* target, int count) =>
        ByteOrder.MovesAsIs<T>() ? owner : new ByteSwapped<T>(owner, (T*)target, count);

    public void Release()
    {
        for (var i = 0; i < count; i++)
            elements[i] = ByteOrder.Reverse(elements[i]);
        owner.Release();
    }
}
