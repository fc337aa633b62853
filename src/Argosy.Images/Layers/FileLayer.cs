using System.Globalization;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Layers;

/// <summary>Collects the <c>files</c> of an image, which are added to the packages below.</summary>
/// <param name="project">The base folder of sources.</param>
/// <param name="architecture">The architecture for placeholders.</param>
/// <param name="below">The layers below, whose links determine where a path leads.</param>
/// <param name="owners">The image's users and groups.</param>
internal sealed class FileLayer(string project, Architecture architecture, LayerTree below, OwnerNames owners)
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101;

    private readonly LayerTree _tree = new();

    /// <summary>Errors ARG0413 (a source is missing), ARG0414 (an impossible destination), ARG0430 and ARG0431 (a
    /// source has entries that an image can't have), ARG0457 (an unknown owner).</summary>
    public static LayerTree Collect(
        IEnumerable<ImageFile> files, string project, Architecture architecture, LayerTree below,
        OwnerNames? owners = null)
    {
        var layer = new FileLayer(project, architecture, below, owners ?? OwnerNames.RootOnly);
        foreach (var file in files.Where(f => f.IsFor(architecture))) layer.Add(file);
        return layer._tree;
    }

    private void Add(ImageFile file)
    {
        var destination = file.Destination.For(architecture);
        switch (file)
        {
            case WrittenFile written:
                var text = new MemoryContent(System.Text.Encoding.UTF8.GetBytes(written.Content));
                Put(file, destination, path => new FileEntry(path, file.Mode ?? Plain, 0, 0, text));
                break;
            case LinkedFile link:
                Put(file, destination, path => new LinkEntry(path, 0, 0, link.Target.For(architecture)));
                break;
            case CopiedFile copied:
                foreach (var found in new SourceFiles(project, copied.Source.For(architecture), file.Place).Find())
                    Copy(file, found);
                break;
        }
    }

    private void Copy(ImageFile file, SourceFile found)
    {
        var folder = file.Destination.For(architecture);
        var destination = found.Below is { } name
            ? $"{folder.TrimEnd('/')}/{name}"
            : folder.EndsWith('/') ? folder + ImagePath.Name(found.Path) : folder;
        if (found.File.Kind == FileKind.Folder) Put(file, destination, FolderEntry.Plain);
        else if (found.LinkTarget is { } target) Put(file, destination, path => new LinkEntry(path, 0, 0, target));
        else
        {
            // Only the owner's execute permission counts: the other bits depend on the umask.
            var mode = file.Mode ?? (found.File.IsProgram ? Program : Plain);
            Put(file, destination,
                path => new FileEntry(path, mode, 0, 0, new DiskContent(found.Path, found.File.Size)));
        }
    }

    private void Put(ImageFile file, string destination, Func<string, LayerEntry> entry)
    {
        var path = below.TryResolve(destination.Trim('/'))
            ?? throw Impossible(file, destination, "links below it go round");
        PutParents(file, destination, ImagePath.Parent(path));
        var added = WithOwner(file, entry(path));
        switch (added, _tree.Find(path) ?? below.Find(path))
        {
            case (FolderEntry, FolderEntry):
                return;
            case (FolderEntry, LinkEntry) or (not FolderEntry, FolderEntry):
                throw Impossible(file, destination, "a folder and something else would take the same path");
        }

        if (!_tree.TryAdd(added)) throw Impossible(file, destination, "something else of this image goes there");
    }

    private LayerEntry WithOwner(ImageFile file, LayerEntry entry)
    {
        var owned = entry with
        {
            Owner = Number(file, file.Owner, "user", "etc/passwd", owners.FindUser),
            Group = Number(file, file.Group, "group", "etc/group", owners.FindGroup),
        };
        return owned is FileEntry program && file.Capabilities is { } capabilities
            ? program with { Capabilities = capabilities }
            : owned;
    }

    private int Number(ImageFile file, string? name, string what, string list, Func<string, int?> find)
    {
        if (name is null) return 0;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        // A list among the files replaces the one below.
        return (_tree.Find(list) as FileEntry is { } own ? AccountList.Read(own).Find(name) : find(name))
            ?? throw new ArgosyException(new Diagnostic("ARG0457", file.Place,
                $"the image has no {what} '{name}'",
                $"Declare it under '{what}s', add the package that has it, or write its number."));
    }

    private void PutParents(ImageFile file, string destination, string folder)
    {
        if (folder.Length == 0) return;
        switch (_tree.Find(folder) ?? below.Find(folder))
        {
            case FolderEntry:
                return;
            case null:
                PutParents(file, destination, ImagePath.Parent(folder));
                _tree.Set(FolderEntry.Plain(folder));
                return;
            default:
                throw Impossible(file, destination, $"'/{folder}' is no folder");
        }
    }

    private static ArgosyException Impossible(ImageFile file, string destination, string cause) => new(new Diagnostic(
        "ARG0414", file.Place, $"nothing can be put at '{destination}': {cause}", "Choose another destination."));
}
