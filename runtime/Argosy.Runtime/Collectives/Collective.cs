using System.Text;

namespace Argosy.Runtime;

/// <summary>One collective operation, from the view of one locality: it sends values to other localities that take
/// part, and receives theirs, at most one from each.</summary>
internal sealed class Collective(Cluster cluster, ulong number, string name, CancellationToken cancellationToken)
{
    // With its header it is one message.
    private const int LargestPart = ArchiveLayout.DefaultThreshold - 512;

    private readonly ulong _kind = Hash(name);

    internal ulong Number => number;

    internal int Count => cluster.All.Count;

    internal int Here => cluster.Here.Id;

    /// <summary>Sends a value; completes when the receiver has it, and it may be changed.</summary>
    internal async Task SendAsync<T>(int to, T value)
    {
        var peer = cluster[to];
        var small = Small(value);
        await peer.CallAsync(CollectiveActions.Bring, new(number, _kind, small, null), default, cancellationToken)
            .ConfigureAwait(false);
        // It waits now.
        if (small is null)
            await peer.CallAsync(
                    CollectiveActions.BringLarge<T>(), new(number, _kind, value), default, cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>The value that a locality sends.</summary>
    internal async Task<T> ReceiveAsync<T>(int from)
    {
        CollectiveActions.Receive<T>();
        var mailbox = cluster.Collectives.Await(number, from);
        await mailbox.Part.UntilAsync(cancellationToken).ConfigureAwait(false);
        var part = await mailbox.Part.ConfigureAwait(false);
        if (part.Kind != _kind)
        {
            var difference = ClusterException.OtherCollective(number, name, from);
            mailbox.Refuse(difference);
            throw difference;
        }
        if (part.Value is { } small)
        {
            var value = Archive.Read<T>(small);
            mailbox.Take();
            return value;
        }
        mailbox.Take();
        await mailbox.Large.UntilAsync(cancellationToken).ConfigureAwait(false);
        return (T)(await mailbox.Large.ConfigureAwait(false))!;
    }

    /// <summary>Tells the others that the operation can't end.</summary>
    internal void Abandon(Exception failure)
    {
        var reason = failure is ClusterException { Id: "ARG0852" } ? failure.Message : Fault.Describe(failure);
        foreach (var other in cluster.Others)
            _ = TellAsync(other, new(number, _kind, null, reason));
    }

    private static async Task TellAsync(Locality other, CollectivePart part)
    {
        try
        {
            _ = await other.CallAsync(CollectiveActions.Bring, part).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or RemoteActionException)
        {
            // It is lost, or this locality leaves: both end the operation there as well.
        }
    }

    // Its vectors and buffers are pointed to, not copied, until it is known to be small.
    private static byte[]? Small<T>(in T value)
    {
        using var image = new ArchiveImage();
        image.Write(value);
        return image.Length <= LargestPart ? image.ToArray() : null;
    }

    // FNV-1a.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var one in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ one) * 1099511628211ul);
        return hash;
    }
}
