using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images;

/// <summary>Where an image's file names its packages: an archive shows only later that it lacks one.</summary>
internal static class PackagePlaces
{
    /// <summary>The line of a package; null if the file doesn't name it, because another package needs it, or because
    /// the file has changed.</summary>
    public static SourceLocation? Find(string root, ImageDefinition image, string package)
    {
        var shown = image.PackagesPlace.What;
        var path = Path.Combine(root, shown);
        return File.Exists(path)
            ? YamlFile.Load(path, shown).Find("packages")?.AsList().Texts()
                .FirstOrDefault(t => t.Value == package)?.Place
            : null;
    }
}
