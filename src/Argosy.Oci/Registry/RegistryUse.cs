namespace Argosy.Oci.Registry;

/// <summary>What a registry is used for: the remedies of its faults depend on it.</summary>
/// <param name="Untrusted">If TLS fails.</param>
/// <param name="Denied">If credentials are missing or rejected.</param>
/// <param name="Content">If it has other content than expected.</param>
internal sealed record RegistryUse(string Untrusted, string Denied, string Content)
{
    /// <summary>The remote cache of task results.</summary>
    public static RegistryUse Cache { get; } = new(
        "Name the file of its authority's certificates with --cache-ca=FILE; "
        + "a registry that speaks http needs --cache-plain-http.",
        "Log in with 'podman login' or 'docker login'; in read-write mode, as one who may push.",
        "The task runs instead. If it comes again, delete the tag in the registry.");

    /// <summary>Images to push or to pull.</summary>
    public static RegistryUse Images { get; } = new(
        "Put its authority's certificate into /etc/containers/certs.d/HOST/ca.crt, or name the file with "
        + "--registry-ca=FILE; a registry that speaks http needs --registry-plain-http.",
        "Log in with 'podman login' or 'docker login', as one who may push if you push.",
        "Check the registry's storage and the proxies in front of it, then run the command again.");
}
