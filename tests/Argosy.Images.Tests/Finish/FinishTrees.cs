using System.Text;
using Argosy.Images.Definition;
using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests.Finish;

/// <summary>Small roots of packages for tests.</summary>
internal static class FinishTrees
{
    private static readonly UnixFileMode s_program = (UnixFileMode)0b111_101_101;

    /// <summary>A tree of files with texts; a text that begins with an arrow is a link's target.</summary>
    public static LayerTree Root(params (string Path, string Text)[] files)
    {
        var tree = new LayerTree();
        foreach (var (path, text) in files)
        {
            for (var folder = ImagePath.Parent(path); folder.Length > 0; folder = ImagePath.Parent(folder))
                tree.TryAdd(FolderEntry.Plain(folder));
            tree.Set(text.StartsWith('→')
                ? new LinkEntry(path, 0, 0, text[1..])
                : new FileEntry(path, s_program, 0, 0, new MemoryContent(Encoding.UTF8.GetBytes(text))));
        }

        return tree;
    }

    /// <summary>The package's part of dpkg's record.</summary>
    public static (string Path, string Text)[] Package(string name, string? postinst = null) =>
    [
        ($"var/lib/dpkg/info/{name}.list", "/.\n"),
        .. postinst is null ? [] : ((string, string)[])[($"var/lib/dpkg/info/{name}.postinst", postinst)],
    ];

    /// <summary>All files of a set of packages.</summary>
    public static async Task<LayerTree> PackagedAsync(RootBuilder builder, PackageSet set)
    {
        var root = await builder.PackageAsync(set, default);
        var group = root.Packages.Select(p => new GroupedPackage(p.Name, p.Source, p.InstalledSize)).ToList();
        return PackageLayers.Plan(root, Images.Define("packages: [libc6]").Paths, [group], "tests").Root;
    }

    public static FinishTree Of(LayerTree root) => new(root, root, Images.Define("packages: [libc6]").Paths);

    public static Task<FinishedLayer> FinishAsync(string yaml, LayerTree root, string project = "/nonexistent") =>
        new FinishLayer(Images.Define($"packages: [libc6]\n{yaml}"), Images.On("x64").Architecture, project,
            Images.Created).CollectAsync(root, root, default);

    public static string TextOf(LayerTree tree, string path) =>
        tree.Find(path) is FileEntry file
            ? Encoding.UTF8.GetString(file.Content.Head((int)file.Content.Length))
            : $"{path} is no file";
}
