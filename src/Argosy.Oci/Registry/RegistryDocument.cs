using Argosy.Oci.Model;

namespace Argosy.Oci.Registry;

/// <summary>A manifest or an index of a registry, whose bytes match its digest.</summary>
/// <param name="Descriptor">Its media type, digest and size.</param>
/// <param name="Bytes">Its bytes, which no one changes.</param>
public sealed record RegistryDocument(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes);
