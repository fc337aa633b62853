using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// An opened provider; owns the resources by which endpoints and memories reach the network. May be disposed of before
/// them: it is then freed with the last.
/// </summary>
public sealed class RdmaDomain : IDisposable
{
    private readonly DomainHandle _handle;

    private RdmaDomain(DomainHandle handle, RdmaProvider provider)
    {
        _handle = handle;
        Provider = provider;
    }

    /// <summary>The chosen provider.</summary>
    public RdmaProvider Provider { get; }

    /// <summary>Opens the preferred provider that works.</summary>
    /// <param name="scope">Which peers must be reachable.</param>
    /// <param name="preference">A provider's name, complete or its first part; null for no preference.</param>
    /// <exception cref="RdmaException">None works, or the library can't be loaded.</exception>
    public static unsafe RdmaDomain Open(RdmaScope scope = RdmaScope.Any, string? preference = null)
    {
        RdmaResult.RequireLibrary();
        ulong value = 0;
        fixed (byte* name = NativeText.Write(preference))
            RdmaResult.Check(RdmaNative.argosy_domain_open(name, (uint)scope, &value), "opening a domain");
        var handle = new DomainHandle(value);
        NativeProvider provider;
        var code = RdmaNative.argosy_domain_describe(value, &provider);
        if (code != 0)
        {
            handle.Dispose();
            throw RdmaResult.Failure(code, "describing a domain");
        }
        return new RdmaDomain(handle, RdmaProvider.From(provider));
    }

    /// <summary>Allocates zeroed, registered memory. The caller owns it.</summary>
    /// <param name="length">Bytes, 1 to 2^31 - 1.</param>
    /// <param name="access">The access for peers.</param>
    /// <exception cref="RdmaException">No memory is left, or the domain was disposed of.</exception>
    public RegisteredMemory Allocate(int length, RemoteAccess access = RemoteAccess.None)
    {
        var memory = RegisteredMemory.Allocate(_handle, length, access);
        GC.KeepAlive(this);
        return memory;
    }

    /// <summary>Registers bytes that the caller keeps in place until the registration is disposed of
    /// and no operation uses it.</summary>
    /// <exception cref="RdmaException">The provider refuses, or the domain was disposed of.</exception>
    internal unsafe Registration Register(byte* address, long length, RemoteAccess access)
    {
        var registration = Registration.Of(_handle, address, length, access);
        if (access != RemoteAccess.None || Provider.RegistersLocalMemory)
            Interlocked.Increment(ref Counters.s_registrations);
        GC.KeepAlive(this);
        return registration;
    }

    /// <summary>Opens an endpoint. The caller owns it.</summary>
    /// <exception cref="RdmaException">The provider refuses, or the domain was disposed of.</exception>
    public RdmaEndpoint OpenEndpoint()
    {
        var endpoint = RdmaEndpoint.Open(_handle);
        GC.KeepAlive(this);
        return endpoint;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
