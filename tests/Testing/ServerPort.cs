using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Argosy.Testing;

/// <summary>
/// Ports on loopback for servers that can't be told to take any free one. A port that was only looked at and released
/// may be somebody else's before its server starts: a client's, a test's, another test process's. These ports lie below
/// the range from which the kernel gives ports to those who ask for any, and one that was taken stays this process's
/// until it ends, by an abstract Unix socket of its number.
/// </summary>
/// <remarks>Source: ip(7), <c>ip_local_port_range</c>; unix(7), abstract sockets.</remarks>
internal static class ServerPort
{
    private const int First = 10_000;
    private static readonly List<Socket> s_taken = [];

    /// <summary>A port that nobody else has or gets, as long as this process runs.</summary>
    public static int Take()
    {
        var end = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', ' ')[0]);
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, end);
            if (IsReserved(port) && IsFree(port)) return port;
        }

        throw new InvalidOperationException($"No port of loopback between {First} and {end} is free.");
    }

    private static bool IsReserved(int port)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint($"\0argosy-test-port-{port}"));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }

        lock (s_taken) s_taken.Add(socket);
        return true;
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
