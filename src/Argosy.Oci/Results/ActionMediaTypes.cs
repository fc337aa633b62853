namespace Argosy.Oci.Results;

/// <summary>The media types of a task's result in a registry, besides those of every manifest.</summary>
internal static class ActionMediaTypes
{
    /// <summary>The artifact type of the manifest.</summary>
    public const string Artifact = "application/vnd.argosy.action.v1";

    /// <summary>The result without its log, as the local cache writes it.</summary>
    public const string Config = "application/vnd.argosy.action.config.v1+json";

    /// <summary>Files, each under its digest and mode.</summary>
    public const string Outputs = "application/vnd.argosy.outputs.v1.tar+gzip";

    /// <summary>The task's output.</summary>
    public const string Log = "text/plain";
}
