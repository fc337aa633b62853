using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Transfer;

/// <summary>A connection to one repository, whose faults are errors. Its owner disposes it.</summary>
internal sealed class Endpoint : IDisposable
{
    public Endpoint(RegistryAddress address, RegistryOptions options)
    {
        Address = address;
        Client = new(address, new(options.Environment), options.Timeouts, breaker: null, Traffic, TimeProvider.System,
            RegistryUse.Images);
    }

    public RegistryAddress Address { get; }

    public RegistryClient Client { get; }

    public Traffic Traffic { get; } = new();

    /// <summary>Runs an operation; a registry's fault is an error with its id.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (RegistryFault fault)
        {
            throw new ArgosyException(fault.Diagnostic, fault);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Client.Dispose();
}
