using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>An action failed where it ran.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class RemoteActionException : Exception
{
    internal RemoteActionException(
        int locality, string action, string remoteType, string remoteMessage, string remoteStackTrace)
        : base($"ARG0832 {action} failed on locality {locality}: {remoteType}: {remoteMessage}")
    {
        Locality = locality;
        RemoteType = remoteType;
        RemoteMessage = remoteMessage;
        RemoteStackTrace = remoteStackTrace;
    }

    /// <summary>The locality where it ran.</summary>
    public int Locality { get; }

    /// <summary>The exception's type there.</summary>
    public string RemoteType { get; }

    /// <summary>Its message there.</summary>
    public string RemoteMessage { get; }

    /// <summary>Its stack trace there.</summary>
    public string RemoteStackTrace { get; }

    /// <summary>With the remote stack trace.</summary>
    public override string ToString() =>
        $"{base.ToString()}{Environment.NewLine}--- on locality {Locality} ---{Environment.NewLine}{RemoteStackTrace}";
}

/// <summary>A locality is lost: it ended, was killed, violated the protocol, or can't be reached.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class LocalityLostException : IOException
{
    internal LocalityLostException(int locality, string reason, Exception? cause = null)
        : base($"ARG0833 locality {locality} is lost: {reason}. Calls to it fail until it joins a new cluster.",
            cause) => Locality = locality;

    /// <summary>The loss that a broken connection means for its waiting calls.</summary>
    internal static LocalityLostException From(int locality, Exception reason) =>
        reason as LocalityLostException ?? new(locality, reason.Message.TrimEnd('.'), reason);

    /// <summary>Its number.</summary>
    public int Locality { get; }
}
