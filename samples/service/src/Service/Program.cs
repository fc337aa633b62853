using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Service;

/// <summary>GET /health and POST /count, over plain sockets: the same code on .NET and mono.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        var listener = new TcpListener(IPAddress.Any, arguments.Length > 0 ? int.Parse(arguments[0]) : 8080);
        listener.Start();
        Console.WriteLine($"listening on {listener.LocalEndpoint}");
        while (true)
        {
            using var client = listener.AcceptTcpClient();
            try
            {
                Serve(client.GetStream());
            }
            catch (IOException e)
            {
                Console.Error.WriteLine($"a client left: {e.Message}");
            }
        }
    }

    private static void Serve(Stream stream)
    {
        var request = LineOf(stream).Split(' ');
        var length = 0;
        for (var line = LineOf(stream); line.Length > 0; line = LineOf(stream))
        {
            if (line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.Substring("content-length:".Length));
        }

        var (status, text) = Answer(request[0], request.Length > 1 ? request[1] : "", BodyOf(stream, length));
        var body = Encoding.UTF8.GetBytes(text);
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        stream.Write(Encoding.ASCII.GetBytes(head), 0, head.Length);
        stream.Write(body, 0, body.Length);
    }

    private static (string Status, string Text) Answer(string method, string path, byte[] body) => (method, path) switch
    {
        ("GET", "/health") => ("200 OK", "ok"),
        ("POST", "/count") => ("200 OK", Words.Count(body).ToString()),
        _ => ("404 Not Found", "there is GET /health and POST /count"),
    };

    private static string LineOf(Stream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is not (-1 or '\n'); next = stream.ReadByte()) line.Append((char)next);
        return line.ToString().TrimEnd('\r');
    }

    private static byte[] BodyOf(Stream stream, int length)
    {
        var body = new byte[length];
        for (var at = 0; at < length;)
        {
            var read = stream.Read(body, at, length - at);
            if (read == 0) throw new EndOfStreamException();
            at += read;
        }

        return body;
    }
}
