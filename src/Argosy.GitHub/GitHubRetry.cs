using System.Globalization;
using System.Net;
using Octokit;

namespace Argosy.GitHub;

/// <summary>Which failures are tried again, and after what time: a connection that broke, a server's own error, and a
/// limit that GitHub says will pass.</summary>
/// <param name="Attempts">How often a call is made at most.</param>
/// <param name="Wait">Waits.</param>
/// <param name="Log">Receives a line for each wait.</param>
public sealed record GitHubRetry(
    int Attempts, Func<TimeSpan, CancellationToken, Task> Wait, Action<string> Log)
{
    // GitHub asks for a minute where it names no time.
    private static readonly TimeSpan s_limited = TimeSpan.FromMinutes(1);

    // Longer than this nobody should wait in front of a terminal: the error has the time.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>Each call is made once.</summary>
    public static GitHubRetry None { get; } = new(1, Task.Delay, _ => { });

    /// <summary>Waits 1, 2, 4, … seconds, or as long as GitHub says.</summary>
    public static GitHubRetry Patient(Action<string> log) => new(6, Task.Delay, log);

    /// <summary>The time to wait before the next attempt; null if there is none.</summary>
    /// <param name="error">What the attempt ended with.</param>
    /// <param name="attempt">Its number, from 1.</param>
    internal TimeSpan? DelayAfter(Exception error, int attempt)
    {
        if (attempt >= Attempts) return null;
        var usual = TimeSpan.FromSeconds(1 << (attempt - 1));
        var delay = error switch
        {
            ApiException { HttpResponse.Headers: { } headers } when Told(headers) is { } told => told,
            SecondaryRateLimitExceededException or AbuseException => s_limited,
            ApiException { StatusCode: HttpStatusCode.TooManyRequests } => s_limited,
            ApiException { StatusCode: >= HttpStatusCode.InternalServerError } => usual,
            ApiException => null,
            HttpRequestException or IOException or OperationCanceledException => usual,
            _ => (TimeSpan?)null,
        };
        return delay <= s_longest ? delay : null;
    }

    private static TimeSpan? Told(IReadOnlyDictionary<string, string> headers)
    {
        var value = headers.FirstOrDefault(h => h.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
