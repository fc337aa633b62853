using System;
using System.IO;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace Service;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        var port = arguments.Length > 0 ? arguments[0] : "8080";
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://*:{port}/");
        listener.Start();
        Console.WriteLine($"listening on {port}, {RuntimeInformation.FrameworkDescription}");
        while (true) Answer(listener.GetContext());
    }

    private static void Answer(HttpListenerContext context)
    {
        var (status, text) = (context.Request.HttpMethod, context.Request.Url?.AbsolutePath) switch
        {
            ("GET", "/health") => (200, Words.Count("ok") == 1 ? "ok" : "words_count is wrong"),
            ("POST", "/count") => (200, Words.Count(BodyOf(context.Request)).ToString()),
            _ => (404, "there is GET /health and POST /count"),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes, 0, bytes.Length);
        context.Response.Close();
    }

    private static string BodyOf(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
