using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime.SelfTest;

/// <summary>Two localities call each other: small values, a vector by RMA, a failure.</summary>
internal static class ActionProof
{
    private const int Elements = 100_000;

    internal static async Task ServeAsync(string parcelport, Rendezvous rendezvous, CancellationToken cancellationToken)
    {
        var root = $"{IPAddress.Loopback}:{FreePort()}";
        rendezvous.PublishText(NameOf(parcelport), root);
        using var cluster = new Joined(await Cluster.JoinAsync(Options(0, root, parcelport), cancellationToken));
        await cluster.Value.BarrierAsync(cancellationToken);
    }

    internal static async Task ConnectAsync(
        string parcelport, Rendezvous rendezvous, CancellationToken cancellationToken)
    {
        var root = await rendezvous.FindTextAsync(NameOf(parcelport), cancellationToken);
        using var cluster = new Joined(await Cluster.JoinAsync(Options(1, root, parcelport), cancellationToken));
        await CheckAsync(cluster.Value);
        await cluster.Value.BarrierAsync(cancellationToken);
    }

    private static async Task CheckAsync(Cluster cluster)
    {
        double[] parts = [0.5, 0.25];
        var text = await cluster[0].Async(Proofs.Describe, 42, "answer", parts);
        if (text != "answer 42, 0.75 in all, asked by 1")
            throw new SelfTestFailure($"over {cluster.Parcelport} an action answered '{text}'");
        using var numbers = new RmaVector<long>(cluster.Pool, Elements);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = 3L * i + 1;
        using var reversed = await cluster[0].Async(Proofs.Reverse, numbers);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (reversed[i] != numbers[numbers.Length - 1 - i])
                throw new SelfTestFailure($"over {cluster.Parcelport} element {i} came back as {reversed[i]}");
        }
        try
        {
            await cluster[0].Async(Proofs.Fail, "on purpose");
        }
        catch (RemoteActionException failure) when (failure.RemoteMessage == "on purpose")
        {
            return;
        }
        throw new SelfTestFailure($"over {cluster.Parcelport} a failure didn't come back");
    }

    private static ClusterOptions Options(int self, string root, string parcelport) =>
        new()
        {
            Self = self,
            Count = 2,
            Root = root,
            Parcelport = parcelport,
            // On a busy machine, silence isn't loss: the limit is that of the whole test.
            JoinTimeout = SelfTest.Options.TimeLimit(),
            Heartbeat = SelfTest.Options.TimeLimit(),
        };

    private static string NameOf(string parcelport) =>
        "root-" + string.Concat(parcelport.Select(one => char.IsLetterOrDigit(one) ? one : '-'));

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        finally
        {
            listener.Stop();
        }
    }

    /// <summary>Leaves at the end of a scope, where `await using` isn't supported.</summary>
    private sealed class Joined(Cluster cluster) : IDisposable
    {
        internal Cluster Value => cluster;

        public void Dispose() => cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}

/// <summary>The actions that the other side calls.</summary>
internal static class Proofs
{
    [Action]
    internal static string Describe(int number, string text, double[] values, ActionContext context) =>
        $"{text} {number}, {values.Sum()} in all, asked by {context.Caller.Id}";

    [Action]
    internal static RmaVector<long> Reverse(RmaVector<long> numbers)
    {
        numbers.Span.Reverse();
        return numbers.Share();
    }

    [Action]
    internal static int Fail(string message) => throw new InvalidOperationException(message);
}
