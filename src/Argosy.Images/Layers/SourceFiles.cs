using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Layers;

/// <summary>Something that a source names.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Below">Its path below the source; null for a source that is one file.</param>
/// <param name="LinkTarget">What it links to; null for a file or a folder.</param>
internal sealed record SourceFile(string Path, string? Below, string? LinkTarget)
{
    public bool IsFolder => LinkTarget is null && Directory.Exists(Path);

    public bool IsProgram => (File.GetUnixFileMode(Path) & UnixFileMode.UserExecute) != 0;
}

/// <summary>Finds what a source of <c>image.yaml</c> names, in one order whatever the file system's.</summary>
internal static class SourceFiles
{
    public static IEnumerable<SourceFile> Find(string project, string source, Place place)
    {
        var path = Path.Combine(project, source);
        if (Path.GetFileName(source).IndexOfAny(['*', '?']) >= 0) return Matching(path, source, place);
        if (Directory.Exists(path)) return Below(path, "", place);
        return File.Exists(path) ? [new(path, null, null)] : throw Missing(path, source, place);
    }

    private static IEnumerable<SourceFile> Matching(string path, string source, Place place)
    {
        var folder = Path.GetDirectoryName(path)!;
        var pattern = PathFilter.Compile(Path.GetFileName(path));
        var found = Children(folder).Where(name => pattern.IsMatch(name)).ToList();
        if (found.Count == 0) throw Missing(path, source, place);
        return found.SelectMany(name => With(folder, name, place));
    }

    private static IEnumerable<SourceFile> Below(string folder, string prefix, Place place) =>
        Children(Path.Combine(folder, prefix)).SelectMany(name => With(folder, ImagePath.Join(prefix, name), place));

    private static IEnumerable<SourceFile> With(string folder, string name, Place place)
    {
        var path = Path.Combine(folder, name);
        var target = new FileInfo(path).LinkTarget;
        if (target?.StartsWith('/') == true)
            throw new ArgosyException(new Diagnosis("ARG0413", place, $"'{name}' is a link to '{target}', outside of the image",
                "Make it a relative link, or copy what it leads to."));
        var file = new SourceFile(path, name, target);
        return file.IsFolder ? Below(folder, name, place).Prepend(file) : [file];
    }

    private static List<string> Children(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)]
        : [];

    private static ArgosyException Missing(string path, string source, Place place)
    {
        var siblings = Children(Path.GetDirectoryName(path)!);
        return new(new Diagnosis("ARG0413", place, $"nothing is at '{source}'", siblings.Count > 0
            ? Suggestion.For(Path.GetFileName(path), siblings)
            : $"Build it first: there is nothing in '{Path.GetDirectoryName(source)}'."));
    }
}
