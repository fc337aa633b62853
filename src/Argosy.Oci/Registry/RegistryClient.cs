using System.Net;

namespace Argosy.Oci.Registry;

/// <summary>Client of the OCI distribution API for one repository. Its owner disposes it.</summary>
/// <remarks>
/// Each call is one operation: after a transient fault the whole operation is tried a second time. Every call throws
/// <see cref="RegistryFault"/>, and errors ARG0231 and ARG0232 of the user's credentials.
/// </remarks>
internal sealed partial class RegistryClient : IDisposable
{
    private readonly RegistryTimeouts _timeouts;
    private readonly CircuitBreaker _breaker;
    private readonly Traffic _traffic;
    private readonly RegistryFaults _faults;
    private readonly Uri _api;
    private readonly HttpClient _http;
    private readonly RegistryAuthorization _authorization;

    public RegistryClient(
        RegistryAddress address, RegistryCredentials credentials, RegistryTimeouts timeouts, CircuitBreaker breaker,
        Traffic traffic, TimeProvider time)
    {
        (_timeouts, _breaker, _traffic, _faults, _api) = (timeouts, breaker, traffic, new(address), address.Api);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = timeouts.Connect,
            UseCookies = false,
            MaxAutomaticRedirections = 5,
            // A proxy's loopback is another machine's.
            UseProxy = !address.IsLoopback,
            SslOptions =
            {
                RemoteCertificateValidationCallback = address.Authorities is { } authorities ? authorities.Vouch : null
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
        for (var isLast = false; ; isLast = true)
        {
            try
            {
                return await AttemptAsync(converse, cancellation);
            }
            catch (RegistryFault fault)
            {
                var tryAgain = fault.MayPass && !isLast;
                if (!tryAgain || fault.Kind == FaultKind.Server) _breaker.Note(fault);
                if (!tryAgain || _breaker.IsOut) throw;
            }

            await Task.Delay(_timeouts.Backoff, cancellation);
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
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, bool write, StallWatch watch)
    {
        for (var isLast = false; ; isLast = true)
        {
            using var request = make();
            var said = IsRegistry(request.RequestUri!) ? _authorization.Current(write) : null;
            request.Headers.Authorization = said;
            watch.Expect(_timeouts.Connect + _timeouts.Headers);
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
            if ((int)response.StatusCode is < 400 or 404) return response;
            using (response)
            {
                if ((int)response.StatusCode is >= 500 or 429) throw _faults.Server(response.StatusCode);
                var asks = response.StatusCode == HttpStatusCode.Unauthorized
                    && IsRegistry(response.RequestMessage!.RequestUri!);
                if (asks && !isLast)
                    await _authorization.AnswerAsync(response.Headers.WwwAuthenticate, said, write, watch);
                else if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    throw _faults.Denied(said is not null);
                else
                    throw Unexpected(response);
            }
        }
    }

    private bool IsRegistry(Uri uri) =>
        Uri.Compare(
            uri, _api, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private RegistryFault Unexpected(HttpResponseMessage response) =>
        _faults.Answer($"the registry answers with status {(int)response.StatusCode}");
}
