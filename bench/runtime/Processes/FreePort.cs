using System.Net;
using System.Net.Sockets;

namespace Argosy.Bench.Runtime.Processes;

/// <summary>A port of the loopback interface that nobody listens on: for programs that must be told theirs.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
