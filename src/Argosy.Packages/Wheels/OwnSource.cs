using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Definition;

namespace Argosy.Packages.Wheels;

/// <summary>The files of a Python project that is a part of this project.</summary>
internal static class OwnSource
{
    /// <summary>The files as they are now, in place of an sdist.</summary>
    /// <param name="wheel">The wheel that is built from them.</param>
    /// <param name="root">The folder of this project.</param>
    /// <param name="version">The version of this project.</param>
    public static Sdist Of(WheelDefinition wheel, string root, string version)
    {
        var files = new InputFiles(root).Find(wheel.Sources);
        var contents = files.Select(f => $"{f} {Digest.OfFile(Path.Combine(root, f))}");
        return new(wheel, version, root, Digest.Of(string.Join('\n', contents)), Pinned: true)
        {
            From = $"project {wheel.Project}",
            Files = files,
        };
    }

    /// <summary>Copies files of a folder, with their paths.</summary>
    public static void Copy(string root, IEnumerable<string> files, string target, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            RegularFile.Copy(Path.Combine(root, file), path);
        }
    }
}
