namespace Argosy.Artifacts.Store.Collection;

/// <summary>What a collection removed, or would remove.</summary>
/// <param name="Folder">The cache's.</param>
/// <param name="BytesBefore">On the disk, each blob once.</param>
/// <param name="BytesAfter">The same afterwards.</param>
/// <param name="Actions">How many results went.</param>
/// <param name="Blobs">How many blobs.</param>
/// <param name="Leftovers">How many files of killed processes.</param>
/// <param name="Results">The results, the one that was longest unused first.</param>
public sealed record CollectionReport(
    string Folder, long BytesBefore, long BytesAfter, int Actions, int Blobs, int Leftovers, IReadOnlyList<RemovedResult> Results);

/// <summary>A result that goes.</summary>
/// <param name="Task">The task's name; null where the result can't be read.</param>
/// <param name="Used">When it was last used.</param>
/// <param name="Bytes">What that frees on the disk: itself, and the blobs that no other result needs.</param>
public sealed record RemovedResult(string? Task, DateTime Used, long Bytes);

/// <summary>What a cache holds.</summary>
/// <param name="Folder">The cache's.</param>
/// <param name="Actions">How many results.</param>
/// <param name="ActionBytes">They take on the disk.</param>
/// <param name="Blobs">How many blobs.</param>
/// <param name="BlobBytes">They take on the disk, each once.</param>
/// <param name="Leftovers">How many files of killed or running processes that aren't whole.</param>
/// <param name="LeftoverBytes">They take on the disk.</param>
/// <param name="Oldest">Last use of the result that is longest unused; null where there is none.</param>
/// <param name="Newest">Last use of the result that was used last.</param>
public sealed record CacheSummary(
    string Folder,
    int Actions,
    long ActionBytes,
    int Blobs,
    long BlobBytes,
    int Leftovers,
    long LeftoverBytes,
    DateTime? Oldest,
    DateTime? Newest);
