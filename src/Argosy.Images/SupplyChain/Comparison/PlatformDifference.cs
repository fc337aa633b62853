using System.Text.Json.Serialization;
using Argosy.Images.SupplyChain.Contents;

namespace Argosy.Images.SupplyChain.Comparison;

/// <summary>A value that differs.</summary>
/// <param name="Name">A package, or a key of the configuration such as <c>config.User</c>.</param>
/// <param name="Before">The old value; null if it is new.</param>
/// <param name="After">The new value; null if it is gone.</param>
public sealed record ValueChange(string Name, string? Before, string? After);

/// <summary>A file, folder or link that differs.</summary>
/// <param name="Path">Without a leading slash.</param>
/// <param name="Before">As it was; null if it is new.</param>
/// <param name="After">As it is; null if it is gone.</param>
public sealed record FileChange(string Path, ImageFile? Before, ImageFile? After)
{
    /// <summary>The properties that differ: <c>kind</c>, <c>mode</c>, <c>owner</c>, <c>size</c>, <c>digest</c>,
    /// <c>target</c>; empty for a new file and for one that is gone.</summary>
    public IReadOnlyList<string> Properties => Before is null || After is null ? [] : [.. Differing(Before, After)];

    private static IEnumerable<string> Differing(ImageFile before, ImageFile after)
    {
        if (before.Kind != after.Kind) yield return "kind";
        if (before.Mode != after.Mode) yield return "mode";
        if ((before.Owner, before.Group) != (after.Owner, after.Group)) yield return "owner";
        if (before.Size != after.Size) yield return "size";
        if (before.Digest != after.Digest) yield return "digest";
        if (before.Target != after.Target) yield return "target";
    }
}

/// <summary>The files of a folder and of those below it; the two upper levels are counted apart.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Before">Bytes, uncompressed.</param>
/// <param name="After">Bytes, uncompressed.</param>
public sealed record FolderSize(string Folder, long Before, long After);

/// <summary>The differences of one platform.</summary>
/// <param name="Platform">Such as <c>linux/arm64/v8</c>.</param>
/// <param name="DigestBefore">The manifest; null if the old image doesn't have the platform.</param>
/// <param name="DigestAfter">The manifest; null if the new image doesn't have the platform.</param>
/// <param name="CompressedBefore">The bytes of the layers, as pulled.</param>
/// <param name="CompressedAfter">The same of the new image.</param>
/// <param name="Packages">Debian packages, by name; the values are versions.</param>
/// <param name="Files">By path.</param>
/// <param name="Config">Keys of the configuration.</param>
/// <param name="Sizes">Folders whose size differs.</param>
public sealed record PlatformDifference(
    string Platform, string? DigestBefore, string? DigestAfter, long CompressedBefore, long CompressedAfter,
    IReadOnlyList<ValueChange> Packages, IReadOnlyList<FileChange> Files, IReadOnlyList<ValueChange> Config,
    IReadOnlyList<FolderSize> Sizes)
{
    /// <summary>Whether the two are one manifest.</summary>
    [JsonIgnore]
    public bool IsSame => DigestBefore == DigestAfter;
}
