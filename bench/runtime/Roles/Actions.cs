using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>The actions that works call, in the form that the generator would make from methods.</summary>
internal static class Actions
{
    // Both localities may be in one process: each has its own count and gate.
    private static readonly long[] s_counts = new long[2];
    private static readonly SemaphoreSlim[] s_gates = [new(0), new(0)];

    public static readonly Echo<Bytes8> Echo8 = new("8");
    public static readonly Echo<Bytes64> Echo64 = new("64");
    public static readonly Echo<Bytes512> Echo512 = new("512");
    public static readonly Echo<RmaVector<byte>> EchoVector = new("Vector");

    public static readonly ActionDescriptor<RmaVector<byte>, Unit> TakeVector =
        Of<RmaVector<byte>, Unit>("TakeVector", isDirect: true, static (_, _) => default);

    public static readonly ActionDescriptor<SerializeBuffer<byte>, Unit> TakeBuffer =
        Of<SerializeBuffer<byte>, Unit>("TakeBuffer", isDirect: true, static (_, _) => default);

    /// <summary>Counts a small parcel.</summary>
    public static readonly ActionDescriptor<int, Unit> Count = Of<int, Unit>(
        "Count", isDirect: true, static (number, context) =>
    {
        Interlocked.Add(ref s_counts[context.Cluster.Here.Id], number);
        return default;
    });

    /// <summary>The count so far.</summary>
    public static readonly ActionDescriptor<int, long> Counted = Of<int, long>(
        "Counted", isDirect: true, static (_, context) => new(Interlocked.Read(ref s_counts[context.Cluster.Here.Id])));

    /// <summary>The amount of the just-in-time compiler's work there.</summary>
    public static readonly ActionDescriptor<int, long> Compiled =
        Of<int, long>("Compiled", isDirect: true, static (_, _) => new(WarmUp.Compiled));

    /// <summary>Opens the gate of a locality for one step.</summary>
    public static readonly ActionDescriptor<int, Unit> Open = Of<int, Unit>(
        "Open", isDirect: true, static (_, context) =>
    {
        GateOf(context.Cluster.Here).Release();
        return default;
    });

    /// <summary>The other side's half of a bandwidth.</summary>
    public static readonly ActionDescriptor<Flood, Unit> Flood = Of<Flood, Unit>(
        "Flood", isDirect: false, static async (flood, context) =>
    {
        await flood.RunAsync(context.Caller, context.Cluster.Pool);
        return default;
    });

    /// <summary>The other side's half of a chain of tasks.</summary>
    public static readonly ActionDescriptor<Chain, Unit> Chain = Of<Chain, Unit>(
        "Chain", isDirect: false, static async (chain, context) =>
    {
        await chain.RunAsync(context.Cluster.Here, context.Caller);
        return default;
    });

    public static SemaphoreSlim GateOf(Locality locality) => s_gates[locality.Id];

    public static void Register()
    {
        ActionDescriptor[] all =
        [
            Echo8.Direct, Echo8.Pooled, Echo64.Direct, Echo64.Pooled, Echo512.Direct, Echo512.Pooled, EchoVector.Direct,
            EchoVector.Pooled, TakeVector, TakeBuffer, Count, Counted, Compiled, Open, Flood, Chain, GetWork.Expose,
        ];
        foreach (var action in all) ActionRegistry.Register(action);
    }

    public static ActionDescriptor<TArguments, TResult> Of<TArguments, TResult>(
        string name, bool isDirect, Func<TArguments, ActionContext, ValueTask<TResult>> body) =>
        new($"Bench.{name}", isDirect, Serializers.For<TArguments>(), Serializers.For<TResult>(), body);
}
