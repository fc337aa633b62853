namespace Argosy.Runtime;

/// <summary>
/// The cost of data transfers in this process so far. They prove that nothing is copied: over messages without pointer
/// chunks neither copies nor registrations grow.
/// </summary>
/// <param name="PayloadCopies">Payload chunks whose bytes this process copied.</param>
/// <param name="PayloadBytesCopied">Their bytes.</param>
/// <param name="ManagedPayloadBytes">Bytes of managed memory that were allocated to hold payload.</param>
/// <param name="Registrations">Registrations of memory with the network, including slabs of pools.</param>
/// <param name="ParcelsSent">Parcels handed to a parcelport.</param>
/// <param name="ParcelsReceived">Parcels that arrived.</param>
/// <param name="PayloadBytesSent">Bytes of payload chunks sent.</param>
/// <param name="PayloadBytesReceived">Bytes of payload chunks fetched.</param>
public readonly record struct RuntimeCounters(
    long PayloadCopies, long PayloadBytesCopied, long ManagedPayloadBytes, long Registrations, long ParcelsSent,
    long ParcelsReceived, long PayloadBytesSent, long PayloadBytesReceived)
{
    /// <summary>Their current values.</summary>
    public static RuntimeCounters Now => new(
        Read(ref Counters.s_payloadCopies), Read(ref Counters.s_payloadBytesCopied),
        Read(ref Counters.s_managedPayloadBytes), Read(ref Counters.s_registrations), Read(ref Counters.s_parcelsSent),
        Read(ref Counters.s_parcelsReceived), Read(ref Counters.s_payloadBytesSent),
        Read(ref Counters.s_payloadBytesReceived));

    /// <summary>Registrations that are open in this process.</summary>
    internal static long LiveRegistrations => Native.RegistrationHandle.Live;

    /// <summary>The increase since then.</summary>
    public RuntimeCounters Since(in RuntimeCounters before) => new(
        PayloadCopies - before.PayloadCopies, PayloadBytesCopied - before.PayloadBytesCopied,
        ManagedPayloadBytes - before.ManagedPayloadBytes, Registrations - before.Registrations,
        ParcelsSent - before.ParcelsSent, ParcelsReceived - before.ParcelsReceived,
        PayloadBytesSent - before.PayloadBytesSent, PayloadBytesReceived - before.PayloadBytesReceived);

    private static long Read(ref long counter) => Interlocked.Read(ref counter);
}

/// <summary>The counters themselves; added to with <see cref="Interlocked"/>.</summary>
internal static class Counters
{
    internal static long s_payloadCopies;
    internal static long s_payloadBytesCopied;
    internal static long s_managedPayloadBytes;
    internal static long s_registrations;
    internal static long s_parcelsSent;
    internal static long s_parcelsReceived;
    internal static long s_payloadBytesSent;
    internal static long s_payloadBytesReceived;

    internal static void Copied(int bytes)
    {
        Interlocked.Increment(ref s_payloadCopies);
        Interlocked.Add(ref s_payloadBytesCopied, bytes);
    }
}
