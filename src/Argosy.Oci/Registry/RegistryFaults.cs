using System.Net;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>The faults of one registry. None of them quotes a server's text or a URL's query: both may contain
/// secrets.</summary>
internal sealed class RegistryFaults(RegistryAddress address, RegistryUse use)
{
    private readonly SourceLocation _place = new(address.ToString());

    public RegistryFault Timeout(Exception cause) => new(FaultKind.Timeout, new("ARG0233", _place,
        "the registry takes too long to answer or to transfer",
        "See whether it is up and whether the network is."), cause);

    /// <summary>The fault for an error below the protocol.</summary>
    public RegistryFault Of(HttpRequestException cause) => cause.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded or HttpRequestError.Unknown => BrokenOff(cause),
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
            Answer("what answers there doesn't speak http"),
        HttpRequestError.SecureConnectionError => new(FaultKind.Unreachable, new("ARG0234", _place,
            "no connection to the registry: TLS fails, since its certificate isn't trusted or it speaks http",
            use.Untrusted), cause),
        _ => new(FaultKind.Unreachable, new("ARG0234", _place, $"no connection to the registry ({Reason(cause)})",
            "See whether the address is right and the registry up."), cause),
    };

    public RegistryFault BrokenOff(Exception cause) => new(FaultKind.BrokenOff, new("ARG0234", _place,
        "the connection broke off, in each attempt",
        "See whether the registry is up and whether a proxy ends its transfers."), cause);

    public RegistryFault Server(HttpStatusCode status, TimeSpan? retryAfter = null) => new(
        FaultKind.Server, new("ARG0235", _place,
            retryAfter is { } wait
                ? $"the registry answers with status {(int)status} and asks to wait for {wait.TotalSeconds:0} s"
                : $"the registry answers with status {(int)status}",
            retryAfter is null ? "The registry's own log says why." : "Run the command again after that time."))
    {
        Status = status,
        RetryAfter = retryAfter,
    };

    public RegistryFault Denied(bool knows) => new(FaultKind.Denied, new("ARG0236", _place,
        knows ? "the registry refuses the credentials" : "the registry asks for credentials, and there are none for it",
        use.Denied));

    public RegistryFault Answer(string cause, HttpStatusCode? status = null) => new(
        FaultKind.Answer, new("ARG0237", _place, cause,
            "See whether the address is that of an OCI registry, and which proxy is before it."))
    {
        Status = status,
    };

    public RegistryFault Content(string id, string cause, Exception? inner = null) => new(
        FaultKind.Content, new(id, _place, cause, use.Content), inner);

    // A socket error names only host and port.
    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is unknown",
        _ => (e.InnerException?.Message ?? e.Message).TrimEnd('.'),
    };
}
