using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Layers;

/// <summary>A file that a source names.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Below">Its path below the source; null for a source that is one file.</param>
/// <param name="File">Its type: a file, a folder, or a link.</param>
/// <param name="LinkTarget">A link's target; null for a file or a folder.</param>
internal sealed record SourceFile(string Path, string? Below, ListedFile File, string? LinkTarget);

/// <summary>Finds the files that a source of <c>image.yaml</c> names, in an order independent of the file
/// system.</summary>
/// <remarks>If the source itself is a link, it is followed; links below it, or matched by a pattern, stay links in the
/// image. Nothing is opened here, so that a pipe is detected before anything waits for it.</remarks>
/// <param name="project">The project's folder.</param>
/// <param name="source">As in the definition.</param>
/// <param name="place">Its location, for errors.</param>
internal sealed class SourceFiles(string project, string source, SourceLocation place)
{
    /// <summary>Whether there are any files.</summary>
    public bool IsThere
    {
        get
        {
            var path = Path.Combine(project, source);
            return IsPattern
                ? FolderListing.Read(Path.GetDirectoryName(path)!)
                    .Any(e => new PathPattern(Path.GetFileName(path)).IsMatch(e.Name))
                : FolderListing.TryOf(path, follow: true) is not null;
        }
    }

    private bool IsPattern => Path.GetFileName(source).IndexOfAny(['*', '?']) >= 0;

    /// <summary>Errors ARG0413 if nothing is there, ARG0430 for a pipe, a socket or a device, ARG0431 for a name that
    /// isn't UTF-8.</summary>
    public IEnumerable<SourceFile> Find()
    {
        var path = Path.Combine(project, source);
        if (IsPattern) return Matching(path);
        return FolderListing.TryOf(path, follow: true) switch
        {
            { Kind: FileKind.Folder } => Below(path, ""),
            { Kind: FileKind.File } file => [new(path, null, file, null)],
            null when new FileInfo(path).LinkTarget is { } target => throw Error("ARG0413",
                $"'{source}' is a link to '{target}', where nothing is",
                "Build what it leads to first, or correct the link."),
            null => throw Missing(path),
            { Kind: var kind } => throw Special(source, kind),
        };
    }

    private IEnumerable<SourceFile> Matching(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var pattern = new PathPattern(Path.GetFileName(path));
        var found = FolderListing.Read(folder).Where(e => pattern.IsMatch(e.Name)).ToList();
        return found.Count == 0 ? throw Missing(path) : found.SelectMany(e => With(folder, "", e));
    }

    private IEnumerable<SourceFile> Below(string folder, string prefix) =>
        FolderListing.Read(Path.Combine(folder, prefix)).SelectMany(e => With(folder, prefix, e));

    private IEnumerable<SourceFile> With(string folder, string prefix, ListedFile entry)
    {
        var name = ImagePath.Join(prefix, entry.Name);
        var path = Path.Combine(folder, name);
        if (!entry.IsText)
            throw Error("ARG0431", $"a name in '{ImagePath.Join(source, prefix)}' isn't UTF-8",
                "Rename it: no path of an image can have it.");
        switch (entry.Kind)
        {
            case FileKind.File:
                return [new(path, name, entry, null)];
            case FileKind.Folder:
                return Below(folder, name).Prepend(new(path, name, entry, null));
            case FileKind.Link:
                return [new(path, name, entry, TargetOf(path, name))];
            default:
                throw Special(name, entry.Kind);
        }
    }

    private string TargetOf(string path, string name)
    {
        var target = new FileInfo(path).LinkTarget
            ?? throw Error("ARG0413", $"'{name}' changed while it was read", "Build again.");
        if (target.StartsWith('/'))
            throw Error("ARG0413", $"'{name}' is a link to '{target}', outside of the image",
                "Make it a relative link, or copy what it leads to.");
        return FileName.IsLossy(target)
            ? throw Error("ARG0431", $"what the link '{name}' says isn't UTF-8", "Give what it leads to another name.")
            : target;
    }

    private ArgosyException Special(string name, FileKind kind) => Error("ARG0430",
        $"'{name}' is {kind.Said()}: an image holds files, folders and links",
        "Remove it, or name the files beside it one by one.");

    private ArgosyException Missing(string path)
    {
        var siblings = FolderListing.Read(Path.GetDirectoryName(path)!).Select(e => e.Name).ToList();
        return Error("ARG0413", $"nothing is at '{source}'", siblings.Count > 0
            ? Suggestion.For(Path.GetFileName(path), siblings)
            : $"Build it first: there is nothing in '{Path.GetDirectoryName(source)}'.");
    }

    private ArgosyException Error(string id, string cause, string remedy) =>
        new(new Diagnostic(id, place, cause, remedy));
}
