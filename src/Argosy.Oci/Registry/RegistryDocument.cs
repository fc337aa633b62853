using Argosy.Oci.Model;

namespace Argosy.Oci.Registry;

/// <summary>A manifest or an index of a registry, whose bytes match its digest.</summary>
/// <param name="Descriptor">Its media type, digest and size.</param>
/// <param name="Bytes">Its bytes, which no one changes.</param>
public sealed record RegistryDocument(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes);

/// <summary>A manifest that refers to another as its subject, such as a signature (OCI image spec 1.1).</summary>
/// <param name="Descriptor">The manifest.</param>
/// <param name="ArtifactType">What it is; null if the registry doesn't say.</param>
/// <param name="Annotations">As the registry lists them.</param>
public sealed record Referrer(
    Descriptor Descriptor, string? ArtifactType, IReadOnlyList<KeyValuePair<string, string>> Annotations);
