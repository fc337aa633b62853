namespace Argosy.Oci.Registry;

/// <summary>The access that a request needs: a registry may give a token for each.</summary>
internal enum Access
{
    /// <summary>Reads the repository.</summary>
    Pull,

    /// <summary>Writes to it.</summary>
    Push,

    /// <summary>Writes to it, and reads another repository.</summary>
    Mount,
}
