using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Definition;

/// <summary>The images that a project declares: each folder below <c>images/</c> that has an
/// <c>image.yaml</c>.</summary>
public static class ImageRoom
{
    /// <summary>The folder of images in a project.</summary>
    public const string Folder = "images";

    /// <summary>All of them, sorted by path; none if there is no such folder.</summary>
    /// <remarks>Errors as of <see cref="ImageDefinition.Load"/>, ARG0274 for a file with an almost correct name,
    /// ARG0435 if two images have one name, ARG0450 for one that can't be extended.</remarks>
    /// <param name="root">The project's folder.</param>
    public static IReadOnlyList<ImageDefinition> Load(string root)
    {
        var images = new List<ImageText>();
        Add(images, root, Folder, isImage: false);
        foreach (var same in images.GroupBy(i => i.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            throw new ArgosyException(new Diagnostic("ARG0435", same.Last().Map.Place,
                $"'{same.First().Map.Place.What}' describes an image '{same.Key}' too: "
                + "a folder's name is its image's",
                "Rename one of the two folders."));
        return [.. images.Select(i => ImageDefinition.Read(i.Name, i.Resolve(images)))];
    }

    // Everything below an image's folder is its content, where any name is allowed.
    private static void Add(List<ImageText> images, string root, string folder, bool isImage)
    {
        var path = Path.Combine(root, folder);
        var entries = FolderListing.Read(path);
        var has = isImage
            ? entries.Any(e => e is { Name: ImageDefinition.FileName, Kind: FileKind.File })
            : RoomFile.IsThere(path, folder, ImageDefinition.FileName);
        if (has)
            images.Add(ImageText.Load(
                Path.Combine(path, ImageDefinition.FileName), $"{folder}/{ImageDefinition.FileName}"));
        foreach (var below in entries.Where(e => e is { Kind: FileKind.Folder, IsText: true }))
            Add(images, root, $"{folder}/{below.Name}", isImage || has);
    }
}
