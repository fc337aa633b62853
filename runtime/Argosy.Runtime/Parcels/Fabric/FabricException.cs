using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>Why a parcel wasn't sent, or a locality was disconnected.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class FabricException : IOException
{
    private FabricException(string id, string message, Exception? cause = null)
        : base($"{id} {message}", cause) => Id = id;

    /// <summary>The stable id.</summary>
    public string Id { get; }

    /// <summary>Whether the locality is lost, and not only one parcel refused or this side closed.</summary>
    internal bool IsLoss => Id is not "ARG0883";

    internal static FabricException Unknown(int locality) => new(
        "ARG0880", $"locality {locality} isn't connected. Connect it first; if it was lost, its failure said why.");

    internal static FabricException Failed(int locality, Exception cause) => new(
        "ARG0881",
        $"the traffic with locality {locality} failed: {cause.Message} "
        + "See whether its process still runs, and start it again.",
        cause);

    internal static FabricException Malformed(int locality, Exception cause) => new(
        "ARG0882", $"locality {locality} sent a parcel that can't be read, and was sent away: {cause.Message}", cause);

    internal static FabricException Closed() => new(
        "ARG0883",
        "the port was disposed of before the parcel had travelled. Wait for what is under way, then dispose.");

    internal static FabricException Left(int locality) => new(
        "ARG0885", $"locality {locality} has left. Nothing is to be done, unless it left too early.");

    internal static FabricException SentAway(int locality, string reason) => new(
        "ARG0886", $"locality {locality} sent this one away: {reason}");
}
