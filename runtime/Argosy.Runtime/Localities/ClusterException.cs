using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>A cluster can't be joined, or a connection within it was refused: location, cause, and remedy.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class ClusterException : IOException
{
    private ClusterException(string id, string message, Exception? cause = null)
        : base($"{id} {message}", cause) => Id = id;

    /// <summary>The stable id.</summary>
    public string Id { get; }

    internal static ClusterException Option(string name, string cause, string remedy) =>
        new("ARG0840", $"{name}: {cause}. {remedy}");

    internal static ClusterException Missing(TimeSpan waited, string missing) =>
        new("ARG0841",
            $"after {waited.TotalSeconds:0.#} s there is no {missing}. "
            + "Start all localities with the same root and count, or raise JoinTimeout.");

    internal static ClusterException Refused(string root, string reason) =>
        new("ARG0842",
            $"root {root} refused this locality: {reason}. Give each a number of its own, and all the same count and "
            + "program; start all of them anew if the cluster runs already.");

    internal static ClusterException Unreachable(string place, string cause, Exception? inner = null) =>
        new("ARG0843",
            $"{place} can't be reached: {cause}. "
            + "See whether it runs, and whether its address is right and open from here.",
            inner);

    internal static ClusterException Listen(string place, Exception inner) =>
        new("ARG0844",
            $"can't listen at {place}: {inner.Message}. Choose a free port and an address of this machine.",
            inner);

    internal static ClusterException Ended(string what) =>
        new("ARG0845", $"{what}. Start the cluster again.");

    internal static ClusterException Barrier(string reason) =>
        new("ARG0846", $"a barrier can't be passed any more: {reason}. All localities have to reach it.");

    internal static ClusterException Address(string address, string cause) =>
        new("ARG0847", $"address '{address}': {cause}. Write host:port, with [ ] around an IPv6 address.");

    internal static ClusterException Undelivered(TimeSpan waited, string localities) =>
        new("ARG0848",
            $"{waited.TotalSeconds:0.#} s after this locality began to leave, not everything has arrived that it sent "
            + $"to {localities}. See whether they hang, or raise LeaveTimeout.");

    internal static ClusterException Collective(ulong number, int locality, string reason) =>
        new("ARG0852",
            $"collective operation {number} failed on locality {locality}: {reason}. It can be called again, if all "
            + "localities do.");

    internal static ClusterException OtherCollective(ulong number, string name, int locality) =>
        new("ARG0853",
            $"collective operation {number} is {name} here, and another one, or of another type, on locality "
            + $"{locality}. All localities have to call the same ones in the same order.");

    internal static ClusterException TooLong(string part, long bytes, long limit, string option) =>
        new("ARG0884",
            $"a parcel has {bytes} bytes of {part}, and sender and receiver agreed on {limit} at most. "
            + $"Raise ClusterOptions.{option} on both, or send it in parts.");

    internal static ClusterException Unprotected(string place) =>
        new("ARG0890",
            $"{place} can be reached from other machines, and neither a shared key nor certificates are set. "
            + "Set ARGOSY_KEY_FILE (SharedKey) or Certificates, or AllowUnauthenticated in a closed network.");

    internal static ClusterException Unencrypted(string parcelport) =>
        new("ARG0897",
            $"certificates are set, and the parcelport {parcelport} can't encrypt what leaves this machine. "
            + "Use the parcelport tcp with certificates, or a shared key, which authenticates and doesn't encrypt.");

    internal static ClusterException Key(string place, string cause, Exception? inner = null) =>
        new("ARG0891", $"{place}: {cause}. Make one with: (umask 077; openssl rand -hex 32 > FILE).", inner);

    internal static ClusterException Untrusted(string peer, string cause) =>
        new("ARG0892", $"{peer} isn't trusted: {cause}. Give all localities the same key.");

    internal static ClusterException Stranger(string peer, string cause) =>
        new("ARG0893",
            $"{peer} isn't one of this cluster: {cause}. Give all localities the same root, count and version.");

    internal static ClusterException Slow(string peer, TimeSpan limit) =>
        new("ARG0894",
            $"{peer} didn't introduce itself within {limit.TotalSeconds:0.#} s. "
            + "See whether it hangs, or is no locality.");

    internal static ClusterException Certificate(string place, string cause, Exception? inner = null) =>
        new("ARG0895", $"{place}: {cause}. Check the three PEM files, or use a shared key.", inner);

    internal static ClusterException Rejected(string peer, string reason) =>
        new("ARG0896",
            $"{peer} closed the connection: {reason}. Sender and receiver must have the same version and limits.");
}
