using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Argosy.Bench.Images;

/// <summary>Debian's docker-registry on a free loopback port; it ends with its owner.</summary>
internal sealed partial class RegistryServer : IDisposable
{
    private readonly Process _server;

    /// <param name="folder">The folder of all its data.</param>
    public RegistryServer(string folder)
    {
        Directory.CreateDirectory(folder);
        var settings = Path.Combine(folder, "registry.yaml");
        File.WriteAllText(settings, $$$"""
            version: 0.1
            storage: {filesystem: {rootdirectory: {{{folder}}}/data}}
            http: {addr: "127.0.0.1:0"}

            """);
        _server = Process.Start(new ProcessStartInfo("docker-registry", ["serve", settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Address = $"127.0.0.1:{FindPort()}";
        _ = _server.StandardOutput.ReadToEndAsync();
        _ = _server.StandardError.ReadToEndAsync();
    }

    public string Address { get; }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private string FindPort()
    {
        while (_server.StandardError.ReadLine() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match) return match.Groups[1].Value;
        }

        throw new InvalidOperationException("docker-registry ended before it listened");
    }

    [GeneratedRegex(@"listening on 127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
