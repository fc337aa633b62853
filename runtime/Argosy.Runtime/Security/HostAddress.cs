using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>A <c>host:port</c>, from users and localities; <c>[::1]:4000</c> for IPv6.</summary>
internal readonly record struct HostAddress(string Host, int Port)
{
    /// <exception cref="ClusterException">ARG0847: it isn't one.</exception>
    internal static HostAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var number = text.Substring(colon + 1);
        if (colon <= 0 || !int.TryParse(number, out var port) || port is < 1 or > 65535)
            throw ClusterException.Address(text, "it has no port between 1 and 65535");
        var host = text.Substring(0, colon);
        if (host[0] == '[' && host[host.Length - 1] == ']')
            host = host.Substring(1, host.Length - 2);
        else if (host.Contains(':'))
            throw ClusterException.Address(text, "it could be read in two ways");
        return host.Length > 0 ? new(host, port) : throw ClusterException.Address(text, "it has no host");
    }

    internal static HostAddress Of(EndPoint endPoint) =>
        new(((IPEndPoint)endPoint).Address.ToString(), ((IPEndPoint)endPoint).Port);

    /// <summary>Its address: the first IPv4 address of a name, or its first.</summary>
    /// <exception cref="ClusterException">ARG0843: the name is unknown.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "A resolver fails in many ways, all of which are told.")]
    internal async ValueTask<IPEndPoint> ResolveAsync()
    {
        if (IPAddress.TryParse(Host, out var address))
            return new(address, Port);
        try
        {
            var all = await Dns.GetHostAddressesAsync(Host).ConfigureAwait(false);
            return new(Array.Find(all, a => a.AddressFamily == AddressFamily.InterNetwork) ?? all[0], Port);
        }
        catch (Exception exception)
        {
            throw ClusterException.Unreachable(
                ToString(), $"its name can't be resolved: {exception.Message}", exception);
        }
    }

    /// <summary>The same on the calling thread alone.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "As above.")]
    internal IPEndPoint Resolve()
    {
        if (IPAddress.TryParse(Host, out var address))
            return new(address, Port);
        try
        {
            var all = Dns.GetHostAddresses(Host);
            return new(Array.Find(all, a => a.AddressFamily == AddressFamily.InterNetwork) ?? all[0], Port);
        }
        catch (Exception exception)
        {
            throw ClusterException.Unreachable(
                ToString(), $"its name can't be resolved: {exception.Message}", exception);
        }
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
