using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Argosy.Artifacts;

namespace Argosy.Testing;

/// <summary>Debian's docker-registry on loopback, in its own folder.</summary>
internal sealed partial class RealRegistry : IDisposable
{
    public const string User = "builder";
    public const string Password = "a:pass word";

    // The hash of that password, with the lowest cost: a test needs no protection.
    private const string Hash = "$2y$05$abcdefghijklmnopqrstuu2ACs0dftGKnXdebzwVWDaJWpElBBfEy";

    private readonly TestFolder _folder = new();
    private readonly Process _process;
    private readonly Task _log;

    private RealRegistry(bool withPassword, bool withRelativeUrls, TestAuthority? authority)
    {
        var access = withPassword
            ? $"auth: {{htpasswd: {{realm: test, path: {_folder.Write("htpasswd", $"{User}:{Hash}\n")}}}}}"
            : "";
        var tls = authority is null
            ? ""
            : $", tls: {{certificate: {_folder.Write("cert.pem", authority.Certificate)}, "
                + $"key: {_folder.Write("key.pem", authority.Key)}}}";
        var config = _folder.Write("config.yml", $"""
            version: 0.1
            storage: {"{"}filesystem: {"{"}rootdirectory: {_folder.At("storage")}{"}}"}
            http: {"{"}addr: "127.0.0.1:0", relativeurls: {(withRelativeUrls ? "true" : "false")}{tls}{"}"}
            {access}

            """);
        var start = new ProcessStartInfo("docker-registry", ["serve", config])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true
        };
        // It also reads settings from the environment.
        foreach (var name in start.Environment.Keys
            .Where(k => k.StartsWith("REGISTRY_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        _process = Process.Start(start)!;
        Address = $"127.0.0.1:{FindPort()}";
        _log = Task.WhenAll(_process.StandardError.ReadToEndAsync(), _process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>The registry's host and port.</summary>
    public string Address { get; }

    /// <summary>The file with a blob's bytes.</summary>
    public string FileOf(Digest digest) =>
        _folder.At($"storage/docker/registry/v2/blobs/sha256/{digest.Hex[..2]}/{digest.Hex}/data");

    public static async Task<RealRegistry> StartAsync(
        bool withPassword = false, bool withRelativeUrls = false, TestAuthority? authority = null)
    {
        var registry = new RealRegistry(withPassword, withRelativeUrls, authority);
        using var any = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback =
                HttpClientHandler.DangerousAcceptAnyServerCertificateValidator
        };
        using var http = new HttpClient(any);
        using var deadline = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(
                    new Uri($"{(authority is null ? "http" : "https")}://{registry.Address}/v2/"), deadline.Token);
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized) return registry;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _log.Wait();
        _process.Dispose();
        _folder.Dispose();
    }

    // The kernel chose it, so no other test has it.
    private string FindPort()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match) return match.Groups[1].Value;
        }

        throw new InvalidOperationException("docker-registry ended before it listened");
    }

    [GeneratedRegex(@"listening on 127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
