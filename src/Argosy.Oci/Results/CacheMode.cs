namespace Argosy.Oci.Results;

/// <summary>What a build does with a remote cache.</summary>
public enum CacheMode
{
    /// <summary>Takes results from it.</summary>
    Read,

    /// <summary>Gives its own results to it, too.</summary>
    ReadWrite,
}
