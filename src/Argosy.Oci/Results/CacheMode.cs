namespace Argosy.Oci.Results;

/// <summary>How a build uses a remote cache.</summary>
public enum CacheMode
{
    /// <summary>Reads results.</summary>
    Read,

    /// <summary>Also writes its own results.</summary>
    ReadWrite,
}
