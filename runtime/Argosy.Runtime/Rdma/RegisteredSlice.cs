using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>A borrowed part of a <see cref="RegisteredMemory"/>, for operations. Never frees anything.</summary>
public readonly record struct RegisteredSlice
{
    private readonly RegisteredMemory? _memory;

    internal RegisteredSlice(RegisteredMemory memory, int offset, int length)
    {
        _memory = memory;
        Offset = offset;
        Length = length;
    }

    /// <summary>Bytes from the start of the memory.</summary>
    public int Offset { get; }

    /// <summary>Bytes.</summary>
    public int Length { get; }

    /// <summary>The bytes themselves.</summary>
    /// <exception cref="ObjectDisposedException">The owner disposed of the memory.</exception>
    public Span<byte> Span => _memory is null ? [] : _memory.GetSpan().Slice(Offset, Length);

    /// <returns>False if nothing valid was read; the provider reports the error.</returns>
    internal bool TryFill(NeighbourMemory source, in RemoteMemory remote, long offset) =>
        _memory is not null
        && offset >= 0 && (ulong)offset <= remote.Length && (ulong)Length <= remote.Length - (ulong)offset
        && _memory.TryFill(Offset, Length, source, remote.Address + (ulong)offset);

    // The default slice has handle 0, for which the shim returns an error.
    internal NativeSlice Native() => _memory is null ? default : _memory.Native(Offset, Length);
}
