namespace Argosy.Runtime;

/// <summary>Keeps a chunk's memory alive and in place.
/// One <see cref="Release"/> for each reference handed over.</summary>
internal interface IPayloadOwner
{
    void Release();
}

/// <summary>A payload chunk of an archive that is being written or sent:
/// borrowed bytes and the reference that holds them.</summary>
internal readonly unsafe struct PayloadChunk(int indexOffset, byte* address, int length, IPayloadOwner owner)
{
    /// <summary>Bytes of index data that come before it.</summary>
    internal int IndexOffset => indexOffset;

    internal byte* Address => address;

    internal int Length => length;

    internal IPayloadOwner Owner => owner;

    /// <summary>The pool's block that contains it, if any.</summary>
    internal RmaBlock? Block => owner as RmaBlock;

    internal ChunkKind Kind => Block is { IsRegistered: true } ? ChunkKind.Rma : ChunkKind.Pointer;

    internal PayloadChunk MovedBy(int bytes) => new(indexOffset + bytes, address, length, owner);

    internal ReadOnlySpan<byte> Span => new(address, length);
}
