using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Reading;

/// <summary>Requests pages of builds from a Zuul, one at a time. Its owner disposes it.</summary>
/// <remarks>Certificates are checked by the machine's rules. Errors ARG0680 (no response) and ARG0681 (an invalid
/// one).</remarks>
internal sealed class ZuulClient : IDisposable
{
    private const int MostRedirections = 5;

    private readonly ZuulSource _source;
    private readonly FetchPolicy _policy;
    private readonly HttpClient _http;
    private bool _isFirst = true;

    public ZuulClient(ZuulSource source, FetchPolicy policy)
    {
        (_source, _policy) = (source, policy);
        _http = new(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            MaxAutomaticRedirections = MostRedirections,
            UseCookies = false,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("argosy-health",
            typeof(ZuulClient).Assembly.GetName().Version?.ToString(3)));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>One page, the newest builds first.</summary>
    public async Task<ReadPage> PageAsync(int skip, CancellationToken cancellation)
    {
        if (!_isFirst) await _policy.Wait(_policy.Pause, cancellation);
        _isFirst = false;
        for (var attempt = 1; ; attempt++)
        {
            var (page, passing) = await AttemptAsync(_source.Page(_policy.PageSize, skip), cancellation);
            if (page is not null) return page;
            var wait = passing!.After ?? _policy.Backoff * Math.Pow(2, attempt - 1);
            if (attempt >= _policy.Attempts) throw Unanswered($"{passing.Cause}, {attempt} times", passing.Exception);
            if (wait > _policy.LongestWait)
                throw Unanswered(
                    $"{passing.Cause} and asks to be left alone for {wait.TotalMinutes:0} minutes", null);
            await _policy.Wait(wait, cancellation);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // A fault that may be gone the next time.
    private sealed record Passing(string Cause, TimeSpan? After, Exception? Exception);

    private async Task<(ReadPage? Page, Passing? Passing)> AttemptAsync(Uri uri, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(_policy.PerRequest);
        try
        {
            using var response = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, clock.Token);
            if (response.IsSuccessStatusCode) return (await ReadAsync(response, clock.Token), null);
            var status = $"it answers with status {(int)response.StatusCode}";
            return (int)response.StatusCode is 429 or >= 500
                ? (null, new(status, After(response), null))
                : throw Wrong(status, null);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            return (null, new($"it takes longer than {_policy.PerRequest.TotalSeconds:0.#} seconds", null, e));
        }
        catch (HttpRequestException e) when (e.InnerException is System.Security.Authentication.AuthenticationException)
        {
            throw Unanswered($"its certificate isn't trusted: {e.InnerException.Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, new(e.Message.TrimEnd('.'), null, e));
        }
    }

    private async Task<ReadPage> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is not null && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw Wrong($"it answers with '{type}'", null);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var (builds, skipped) = (new List<Build>(), 0);
        try
        {
            await foreach (var json in BuildStream.ArrayAsync(new BoundedStream(body, _policy.MostBytes), cancellation))
            {
                if (BuildJson.TryRead(json) is { } build) builds.Add(build);
                else skipped++;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw Wrong(
                e is JsonException ? "its answer is no JSON list" : $"its answer can't be read: {e.Message}", e);
        }

        // None of this is a build: paging on could last for ever.
        return builds.Count > 0 || skipped == 0
            ? new(builds, skipped)
            : throw Wrong($"none of its {skipped} entries is a build", null);
    }

    private static TimeSpan? After(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - (response.Headers.Date ?? date) is { Ticks: > 0 } wait => wait,
        _ => null,
    };

    private ArgosyException Unanswered(string cause, Exception? e) => new(new Diagnostic("ARG0680", new(_source.Builds),
        $"Zuul doesn't answer: {cause}", "Try again later; what was read is kept, and read on from there."), e);

    private ArgosyException Wrong(string cause, Exception? e) => new(new Diagnostic("ARG0681", new(_source.Builds),
        cause, "Check the address of --zuul and the name of --tenant: Zuul's own page lists its tenants."), e);
}
