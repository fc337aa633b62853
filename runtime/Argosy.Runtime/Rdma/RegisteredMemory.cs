using System.Buffers;
using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// Memory that the network may read and write; the owner. <see cref="Slice(int, int)"/> lends parts of it. Disposing
/// frees it once no operation uses it and it isn't pinned; spans in use don't count, so stop using spans first.
/// </summary>
public sealed unsafe class RegisteredMemory : MemoryManager<byte>
{
    private readonly RegistrationHandle _handle;
    private readonly byte* _address;

    private RegisteredMemory(RegistrationHandle handle, byte* address, int length, RemoteMemory remote)
    {
        _handle = handle;
        _address = address;
        Length = length;
        Remote = remote;
    }

    /// <summary>Bytes.</summary>
    public int Length { get; }

    /// <summary>The data with which a peer reaches it.</summary>
    public RemoteMemory Remote { get; }

    /// <summary>Its start; valid until it is disposed of.</summary>
    internal byte* Address => _address;

    internal static RegisteredMemory Allocate(DomainHandle domain, int length, RemoteAccess access)
    {
        if (length <= 0)
            throw new ArgumentOutOfRangeException(nameof(length), length, "A memory has at least one byte.");
        ulong value = 0;
        void* address = null;
        RdmaResult.Check(
            RdmaNative.argosy_memory_allocate(domain.Value, (ulong)length, (uint)access, &value, &address),
            $"allocating {length} bytes");
        var handle = new RegistrationHandle(value);
        RemoteMemory remote;
        var code = RdmaNative.argosy_memory_describe(value, &remote);
        if (code != 0)
        {
            handle.Dispose();
            throw RdmaResult.Failure(code, "describing a memory");
        }
        return new RegisteredMemory(handle, (byte*)address, length, remote);
    }

    /// <summary>Lends the whole.</summary>
    public RegisteredSlice Slice() => new(this, 0, Length);

    /// <summary>Lends a part.</summary>
    /// <param name="offset">Bytes from the start.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">It reaches outside.</exception>
    public RegisteredSlice Slice(int offset, int length)
    {
        if ((uint)offset > (uint)Length || (uint)length > (uint)(Length - offset))
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"Bytes {offset} + {length} of a memory of {Length}.");
        return new RegisteredSlice(this, offset, length);
    }

    /// <summary>The bytes, until the memory is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    public override Span<byte> GetSpan()
    {
        return _handle.IsClosed
            ? throw new ObjectDisposedException(nameof(RegisteredMemory))
            : new Span<byte>(_address, Length);
    }

    /// <summary>The bytes never move; pinning keeps them from being freed.</summary>
    /// <exception cref="ObjectDisposedException">The memory was disposed of.</exception>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        if ((uint)elementIndex > (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(elementIndex));
        var added = false;
        _handle.DangerousAddRef(ref added);
        return new MemoryHandle(_address + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin() => _handle.DangerousRelease();

    internal bool TryFill(int offset, int length, NeighbourMemory source, ulong place)
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            return source.TryRead(_address + offset, place, length);
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (held)
                _handle.DangerousRelease();
        }
    }

    internal NativeSlice Native(int offset, int length) => new(_handle.Value, (ulong)offset, (ulong)length);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _handle.Dispose();
    }
}
