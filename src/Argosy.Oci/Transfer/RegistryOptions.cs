using Argosy.Artifacts.Store;
using Argosy.Oci.Hosts;
using Argosy.Oci.Registry;

namespace Argosy.Oci.Transfer;

/// <summary>How images are transferred.</summary>
public sealed record RegistryOptions
{
    private const int UsualParallel = 4;

    /// <summary>Certificates to trust besides the system's and those in <c>certs.d</c>; null for none.</summary>
    public RegistryAuthorities? Authorities { get; init; }

    /// <summary>Whether the registry speaks http: then others on the network can read and change the traffic.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Blobs that are transferred at a time.</summary>
    public int Parallel { get; init; } = UsualParallel;

    /// <summary>Receives the progress, from any thread; null for no one.</summary>
    public IProgress<BlobProgress>? Progress { get; init; }

    /// <summary>The folder that remembers where blobs were seen; null for none. The user's cache by default.</summary>
    public string? SeenBlobs { get; init; } = Path.Combine(CacheFolder.Default, "registries");

    /// <summary>Returns an environment variable's value, or null.</summary>
    internal Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The folder of the machine's settings.</summary>
    internal string Etc { get; init; } = "/etc";

    /// <summary>Time limits.</summary>
    internal RegistryTimeouts Timeouts { get; init; } = RegistryTimeouts.Patient;

    /// <summary>Where images are.</summary>
    internal RegistryHosts Hosts => new(Environment, Etc, Authorities, PlainHttp);
}
