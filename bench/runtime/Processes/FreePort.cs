using System.Net;
using System.Net.Sockets;

namespace Argosy.Bench.Runtime.Processes;

/// <summary>A free port of the loopback interface, for programs that need a port number.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
