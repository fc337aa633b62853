using System.Net;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>The faults of one registry. None of them quotes a server's text or a URL's query: both may contain
/// secrets.</summary>
internal sealed class RegistryFaults(RegistryAddress address)
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
            "Name the file of its authority's certificates with --cache-ca=FILE; "
            + "a registry that speaks http needs --cache-plain-http."), cause),
        _ => new(FaultKind.Unreachable, new("ARG0234", _place, $"no connection to the registry ({Reason(cause)})",
            "See whether the address is right and the registry up."), cause),
    };

    public RegistryFault BrokenOff(Exception cause) => new(FaultKind.BrokenOff, new("ARG0234", _place,
        "the connection broke off, twice",
        "See whether the registry is up and whether a proxy ends its transfers."), cause);

    public RegistryFault Server(HttpStatusCode status) => new(FaultKind.Server, new("ARG0235", _place,
        $"the registry answers with status {(int)status}", "The registry's own log says why."));

    public RegistryFault Denied(bool knows) => new(FaultKind.Denied, new("ARG0236", _place,
        knows ? "the registry refuses the credentials" : "the registry asks for credentials, and there are none for it",
        "Log in with 'podman login' or 'docker login'; in read-write mode, as one who may push."));

    public RegistryFault Answer(string cause) => new(FaultKind.Answer, new("ARG0237", _place, cause,
        "See whether the address is that of an OCI registry, and which proxy is before it."));

    public RegistryFault Content(string id, string cause, Exception? inner = null) => new(
        FaultKind.Content, new(id, _place, cause,
            "The task runs instead. If it comes again, delete the tag in the registry."), inner);

    // A socket error names only host and port.
    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is unknown",
        _ => (e.InnerException?.Message ?? e.Message).TrimEnd('.'),
    };
}
