using System.Globalization;
using Argosy.Images.Layers;
using Argosy.Platforms;

namespace Argosy.Images.Finish;

/// <summary>Makes the folders, files and links of the table, with their owners and modes.</summary>
/// <param name="tree">The image's files.</param>
/// <param name="owners">Its users and groups.</param>
/// <param name="architecture">For placeholders in paths.</param>
internal sealed class DeclaredFiles(FinishTree tree, OwnerNames owners, Architecture architecture)
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;

    /// <summary>The text for an architecture; the same placeholders as in <c>image.yaml</c>.</summary>
    public static string For(string text, Architecture architecture) => text
        .Replace("{triplet}", architecture.GnuTriplet, StringComparison.Ordinal)
        .Replace("{debian}", architecture.DebianName, StringComparison.Ordinal);

    /// <summary>What is already there only gets its owner and mode.</summary>
    public void Finish(IReadOnlyList<TableEntry> entries)
    {
        foreach (var folder in entries.SelectMany(e => e.Folders)) MakeFolder(folder);
        foreach (var file in entries.SelectMany(e => e.Files)) MakeFile(file);
        foreach (var (link, target) in entries.SelectMany(e => e.Links)) MakeLink(link, target);
        foreach (var (path, capabilities) in entries.SelectMany(e => e.Capabilities))
            tree.Change(path, e => e is FileEntry file ? file with { Capabilities = capabilities } : e);
    }

    private void MakeFolder(TablePath folder)
    {
        var path = For(folder.Path, architecture);
        var known = tree.Target(path);
        var (owner, group) = OwnersOf(folder, known);
        tree.MakeFolder(path, (int)(folder.Mode ?? known?.Mode ?? Open), owner, group);
    }

    private void MakeFile(TablePath file)
    {
        var path = For(file.Path, architecture);
        var known = tree.Target(path);
        var (owner, group) = OwnersOf(file, known);
        var mode = file.Mode ?? known?.Mode ?? Plain;
        if (known is not null)
            tree.Change(path, e => e with { Owner = owner, Group = group, Mode = mode });
        else if (file.Copy is { } copy && tree.TryFindPackaged(For(copy, architecture)) is { } source)
            tree.Copy(source, path, (int)mode, owner, group);
        else if (file.Text is { } text)
            tree.Write(path, text, (int)mode, owner, group);
    }

    private void MakeLink(string link, string target)
    {
        var to = For(target, architecture);
        var path = For(link, architecture);
        var absolute = to.StartsWith('/') ? to : $"{path[..path.LastIndexOf('/')]}/{to}";
        if (tree.Target(absolute) is null) return;
        if (IsEmptyFolder(path)) tree.Replace(path, to);
        else tree.Link(path, to);
    }

    // Packages ship a folder where a script makes a link of it, such as /var/run.
    private bool IsEmptyFolder(string path) => tree.Resolve(path, followLast: false) is { } real
        && tree.Find(real) is FolderEntry
        && !tree.Paths.Any(p => p.StartsWith($"{real}/", StringComparison.Ordinal));

    private (int Owner, int Group) OwnersOf(TablePath path, LayerEntry? known) => (
        Number(path.Owner, owners.FindUser) ?? known?.Owner ?? 0,
        Number(path.Group, owners.FindGroup) ?? known?.Group ?? 0);

    private static int? Number(string? name, Func<string, int?> find) => name is null ? null
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : find(name);
}
