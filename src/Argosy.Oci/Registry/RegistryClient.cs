using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Argosy.Oci.Registry;

/// <summary>Client of the OCI distribution API for one repository. Its owner disposes it; calls from any thread are
/// allowed.</summary>
/// <remarks>
/// Each call is one operation: after a transient fault the whole operation is tried again, as the time limits say.
/// Every call throws <see cref="RegistryFault"/>, and errors ARG0231 and ARG0232 of the user's credentials.
/// </remarks>
internal sealed partial class RegistryClient : IDisposable
{
    private readonly RegistryTimeouts _timeouts;
    private readonly CircuitBreaker? _breaker;
    private readonly Traffic _traffic;
    private readonly RegistryFaults _faults;
    private readonly TimeProvider _time;
    private readonly Uri _api;
    private readonly HttpClient _http;
    private readonly RegistryAuthorization _authorization;
    private volatile bool _hasAnswered;

    /// <param name="address">The repository.</param>
    /// <param name="credentials">Where its credentials are.</param>
    /// <param name="timeouts">Time limits and attempts.</param>
    /// <param name="breaker">Disables a cache that doesn't work; null for a registry that has no substitute.</param>
    /// <param name="traffic">Counts bytes.</param>
    /// <param name="time">For the lifetime of tokens.</param>
    /// <param name="use">For the remedies of faults; null for the cache.</param>
    public RegistryClient(
        RegistryAddress address, RegistryCredentials credentials, RegistryTimeouts timeouts, CircuitBreaker? breaker,
        Traffic traffic, TimeProvider time, RegistryUse? use = null)
    {
        (_timeouts, _breaker, _traffic, _time, _api) = (timeouts, breaker, traffic, time, address.Api);
        _faults = new(address, use ?? RegistryUse.Cache);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = timeouts.Connect,
            UseCookies = false,
            MaxAutomaticRedirections = 5,
            // A proxy's loopback is another machine's.
            UseProxy = !address.IsLoopback,
            SslOptions =
            {
                RemoteCertificateValidationCallback =
                    address.Authorities is { } authorities ? authorities.Vouch : null,
                ClientCertificates =
                    address.ClientCertificate is { } own ? new X509CertificateCollection { own } : null,
            },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _authorization = new(address, credentials, new(_http, address, timeouts, _faults), _faults, time);
    }

    /// <summary>Makes faults of this registry, for readers of its responses.</summary>
    public RegistryFaults Faults => _faults;

    /// <inheritdoc />
    public void Dispose()
    {
        _authorization.Dispose();
        _http.Dispose();
    }

    private async Task<T> ConverseAsync<T>(Func<StallWatch, Task<T>> converse, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                return await AttemptAsync(converse, cancellation);
            }
            catch (RegistryFault fault)
            {
                var next = _timeouts.WaitAfter(attempt, fault, _hasAnswered);
                if (next is null || fault.Kind == FaultKind.Server) _breaker?.Note(fault);
                if (next is null || _breaker is { IsOut: true }) throw;
                wait = next.Value;
            }

            await Task.Delay(wait, cancellation);
        }
    }

    private async Task<T> AttemptAsync<T>(Func<StallWatch, Task<T>> converse, CancellationToken cancellation)
    {
        using var watch = new StallWatch(_timeouts.Stall, cancellation);
        try
        {
            return await converse(watch);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw _faults.Timeout(e);
        }
        catch (HttpRequestException e)
        {
            throw _faults.Of(e);
        }
    }

    // Credentials go only to the registry itself, never to hosts it refers to, and only it may request them.
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, Access access, StallWatch watch)
    {
        await _authorization.RenewAsync(refused: null, access, watch);
        for (var isLast = false; ; isLast = true)
        {
            using var request = make();
            var said = IsRegistry(request.RequestUri!) ? _authorization.Current(access) : null;
            request.Headers.Authorization = said;
            watch.Expect(_timeouts.Connect + _timeouts.Headers);
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
            _hasAnswered = true;
            if ((int)response.StatusCode is < 400 or 404) return response;
            using (response)
            {
                if ((int)response.StatusCode is >= 500 or 429)
                    throw _faults.Server(response.StatusCode, RetryAfter(response));
                var isOwn = IsRegistry(response.RequestMessage!.RequestUri!);
                var asks = response.StatusCode == HttpStatusCode.Unauthorized && isOwn && !isLast;
                // Some registries answer so when a token has expired.
                var forbids = response.StatusCode == HttpStatusCode.Forbidden && isOwn && !isLast
                    && said?.Scheme == "Bearer";
                if (asks && response.Headers.WwwAuthenticate.Count > 0)
                    await _authorization.AnswerAsync(response.Headers.WwwAuthenticate, said, access, watch);
                else if ((asks || forbids) && said is not null && await _authorization.RenewAsync(said, access, watch))
                    continue;
                else if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    throw _faults.Denied(said is not null);
                else
                    throw await UnexpectedAsync(response, watch);
            }
        }
    }

    private bool IsRegistry(Uri uri) =>
        Uri.Compare(
            uri, _api, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    // RFC 9110 §10.2.3: seconds, or a date.
    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };
}
