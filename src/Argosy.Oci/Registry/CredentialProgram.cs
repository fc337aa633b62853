using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Processes.Spawning;

namespace Argosy.Oci.Registry;

/// <summary>A user's program that keeps credentials: <c>docker-credential-…</c>.</summary>
/// <remarks>Its protocol: <c>get</c>, the registry's host on its input, JSON with <c>Username</c> and <c>Secret</c> on
/// its output. The user <c>&lt;token&gt;</c> marks an identity token. Its output is never shown.</remarks>
/// <param name="name">The part after <c>docker-credential-</c>.</param>
/// <param name="environment">Returns an environment variable's value, or null.</param>
internal sealed partial class CredentialProgram(string name, Func<string, string?> environment)
{
    /// <summary>The error id for a failing helper.</summary>
    public const string ErrorId = "ARG0232";

    // Some helpers query a server.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private string Program => $"docker-credential-{name}";

    /// <summary>The credential; null if it has none for this host. Error ARG0232.</summary>
    public async Task<Credential?> FindAsync(string host, CancellationToken cancellation)
    {
        CommandResult result;
        try
        {
            result = await CommandRunner.Silent.TryRunAsync(
                new(Find(), "get") { Input = host, Timeout = s_patience }, cancellation);
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            throw Failing("it can't be started");
        }

        return result.TimedOut
            ? throw Failing($"it gave no answer in {s_patience.TotalSeconds} s")
            : Read(result.Output, result.ExitCode);
    }

    private Credential? Read(string answer, int exitCode)
    {
        // Every helper prints exactly this on its output.
        if (exitCode != 0 && answer.Contains("credentials not found", StringComparison.Ordinal)) return null;
        if (exitCode != 0) throw Failing($"it ended with exit code {exitCode}");
        try
        {
            using var document = JsonDocument.Parse(answer);
            var user = document.RootElement.GetProperty("Username").GetString() ?? "";
            var secret = document.RootElement.GetProperty("Secret").GetString() ?? "";
            return new(user == "<token>" ? "" : user, secret);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The parser's message quotes the content, which may be the secret.
            throw Failing("its answer can't be read");
        }
    }

    private string Find()
    {
        // The name comes from a file: it must not be a path to another program.
        if (!Name().IsMatch(name)) throw Failing("its name isn't a program's");
        return ProgramSearch.TryFindOn(environment("PATH"), Program) ?? throw Failing("it isn't there");
    }

    private ArgosyException Failing(string cause) => new(new Diagnostic(ErrorId, new(Program), cause,
        "Run it by hand, or take it out of docker's or podman's configuration."));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Name();
}
