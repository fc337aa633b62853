using Argosy.Images.Definition;
using Argosy.Platforms;

namespace Argosy.Images.Layers;

/// <summary>Checks the sources of an image's files, long before they are copied.</summary>
/// <param name="root">The project's folder.</param>
public sealed class SourceCheck(string root)
{
    // Build outputs may not exist yet when definitions are read, or may be an earlier build's.
    private static readonly string[] s_made = ["artifacts/", ".argosy/"];

    /// <summary>Runs as soon as a definition is read: checks the project's own existing files. Errors ARG0413, ARG0430
    /// and ARG0431, except for missing files, which a task may still make.</summary>
    public void RefuseImpossible(ImageDefinition image, IEnumerable<Architecture> architectures)
    {
        foreach (var architecture in architectures)
        {
            foreach (var (file, source) in Sources(image, architecture)
                .Where(s => !s_made.Any(m => s.Source.StartsWith(m, StringComparison.Ordinal))))
            {
                var files = new SourceFiles(root, source, file.Place);
                if (files.IsThere) _ = files.Find().Count();
            }
        }
    }

    /// <summary>Runs before an image is built: everything exists, and an image can contain it.</summary>
    public void RequireAll(ImageDefinition image, Architecture architecture)
    {
        foreach (var (file, source) in Sources(image, architecture))
            _ = new SourceFiles(root, source, file.Place).Find().Count();
    }

    private static IEnumerable<(CopiedFile File, string Source)> Sources(
        ImageDefinition image, Architecture architecture) =>
        image.For(architecture).Files.OfType<CopiedFile>().Where(f => f.IsFor(architecture))
            .Select(f => (f, f.Source.For(architecture)));
}
