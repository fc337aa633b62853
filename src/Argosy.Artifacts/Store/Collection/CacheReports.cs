namespace Argosy.Artifacts.Store.Collection;

/// <summary>What a collection removed, or would remove.</summary>
/// <param name="Folder">The cache's.</param>
/// <param name="BytesBefore">On the disk, each blob once.</param>
/// <param name="BytesAfter">The same afterwards.</param>
/// <param name="Actions">The number of removed results.</param>
/// <param name="Blobs">The number of removed blobs.</param>
/// <param name="Leftovers">The number of removed files of killed processes.</param>
/// <param name="Results">The removed results, the longest unused first.</param>
public sealed record CollectionReport(
    string Folder, long BytesBefore, long BytesAfter, int Actions, int Blobs, int Leftovers,
    IReadOnlyList<RemovedResult> Results);

/// <summary>A removed result.</summary>
/// <param name="Task">The task's name; null if the result can't be read.</param>
/// <param name="Used">When it was last used.</param>
/// <param name="Bytes">The disk space freed: itself, and the blobs that no other result needs.</param>
public sealed record RemovedResult(string? Task, DateTime Used, long Bytes);

/// <summary>A cache's contents.</summary>
/// <param name="Folder">The cache's.</param>
/// <param name="Actions">The number of results.</param>
/// <param name="ActionBytes">Their size on the disk.</param>
/// <param name="Blobs">The number of blobs.</param>
/// <param name="BlobBytes">Their size on the disk, each once.</param>
/// <param name="Leftovers">The number of incomplete files of killed or running processes.</param>
/// <param name="LeftoverBytes">Their size on the disk.</param>
/// <param name="Oldest">Last use of the longest unused result; null if there is none.</param>
/// <param name="Newest">Last use of the most recently used result.</param>
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
