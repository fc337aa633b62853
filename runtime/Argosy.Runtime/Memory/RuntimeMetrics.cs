#if NET
using System.Diagnostics.Metrics;
#endif

namespace Argosy.Runtime;

/// <summary>The counters of <see cref="RuntimeCounters"/> as metrics, for dotnet-counters and OpenTelemetry: the meter
/// <c>Argosy.Runtime</c>. Not for netstandard2.0, which has none.</summary>
internal static class RuntimeMetrics
{
#if NET
    private static readonly Meter s_meter = new("Argosy.Runtime");

    static RuntimeMetrics()
    {
        Add("parcels.sent", "{parcel}", "Parcels handed to a parcelport.", static now => now.ParcelsSent);
        Add("parcels.received", "{parcel}", "Parcels that arrived.", static now => now.ParcelsReceived);
        Add("payload.sent", "By", "Payload chunks sent.", static now => now.PayloadBytesSent);
        Add("payload.received", "By", "Payload chunks fetched.", static now => now.PayloadBytesReceived);
        Add("payload.copied", "By", "Payload chunks that this process copied.", static now => now.PayloadBytesCopied);
        Add("registrations", "{registration}", "Registrations of memory with the network.",
            static now => now.Registrations);
    }

    /// <summary>Makes them known; again is harmless.</summary>
    internal static void Start() => _ = s_meter;

    private static void Add(string name, string unit, string description, Func<RuntimeCounters, long> value) =>
        s_meter.CreateObservableCounter($"argosy.runtime.{name}", () => value(RuntimeCounters.Now), unit, description);
#else
    internal static void Start()
    {
    }
#endif
}
