using Argosy.Oci.Model;

namespace Argosy.Oci.Transfer;

/// <summary>What a pull brought.</summary>
/// <param name="From">The repository that it came from, which may be a mirror.</param>
/// <param name="Image">The index or manifest of the layout. With chosen platforms, an index of only these.</param>
/// <param name="Blobs">All blobs of the layout besides manifests and indexes.</param>
/// <param name="BytesReceived">As transferred.</param>
public sealed record PullReport(string From, Descriptor Image, IReadOnlyList<Descriptor> Blobs, long BytesReceived);

/// <summary>What a registry has under a name.</summary>
/// <param name="Name">Registry and repository.</param>
/// <param name="Tags">All tags of the repository, sorted.</param>
/// <param name="Image">The image that the name's tag or digest names; null if there is none.</param>
public sealed record RepositoryListing(string Name, IReadOnlyList<string> Tags, ListedImage? Image);

/// <summary>An image in a registry.</summary>
/// <param name="Reference">Its name.</param>
/// <param name="Descriptor">Its index or manifest.</param>
/// <param name="Platforms">The entries of its index; none for an image of one platform.</param>
public sealed record ListedImage(
    string Reference, Descriptor Descriptor, IReadOnlyList<Descriptor> Platforms);
