using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>Makes a process of the benchmark one of two localities.</summary>
internal static class Join
{
    /// <summary>Both localities in one process.</summary>
    public const string Loopback = "loopback";

    private const int Count = 2;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    public static async Task<Membership> EnterAsync(RoleOrder order)
    {
        if (order.Parcelport == Loopback) return InOneProcess(new ClusterSettings(order.IsInline));
        return new([await Cluster.JoinAsync(new ClusterOptions
        {
            Self = order.Self,
            Count = Count,
            Root = order.Root,
            Parcelport = order.Parcelport,
            JoinTimeout = s_limit,
            InlineContinuations = order.IsInline,
            PinCostEmulation = order.HasPinCost,
        })]);
    }

    private static Membership InOneProcess(ClusterSettings settings)
    {
        var network = new LoopbackNetwork();
        return new([.. Enumerable.Range(0, Count).Select(self =>
        {
            var port = new LoopbackPort(network, RmaPool.Unregistered);
            return new Cluster(self, Count, port, port, settings);
        })]);
    }
}
