using Argosy.Images.Definition;
using Argosy.Platforms;

namespace Argosy.Images.Layers;

/// <summary>Looks at what an image's files are copied from, long before they are copied.</summary>
/// <param name="root">The project's folder.</param>
public sealed class SourceCheck(string root)
{
    // What builds make isn't there yet when definitions are read, or may be an earlier build's.
    private static readonly string[] s_made = ["artifacts/", ".argosy/"];

    /// <summary>As soon as a definition is read: what the project itself holds, as far as it is there. Errors ARG0413, ARG0430
    /// and ARG0431 but for what is missing, which a task may make yet.</summary>
    public void RefuseImpossible(ImageDefinition image, IEnumerable<Architecture> architectures)
    {
        foreach (var architecture in architectures)
        {
            foreach (var (file, source) in Sources(image, architecture).Where(s => !s_made.Any(m => s.Source.StartsWith(m, StringComparison.Ordinal))))
            {
                var files = new SourceFiles(root, source, file.Place);
                if (files.IsThere) _ = files.Find().Count();
            }
        }
    }

    /// <summary>Before an image is built: everything is there, and an image can hold it.</summary>
    public void RequireAll(ImageDefinition image, Architecture architecture)
    {
        foreach (var (file, source) in Sources(image, architecture)) _ = new SourceFiles(root, source, file.Place).Find().Count();
    }

    private static IEnumerable<(CopiedFile File, string Source)> Sources(ImageDefinition image, Architecture architecture) =>
        image.Files.OfType<CopiedFile>().Where(f => f.IsFor(architecture)).Select(f => (f, f.Source.For(architecture)));
}
