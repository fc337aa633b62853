using Argosy.Artifacts.Files;
using Argosy.Engine.Graph;

namespace Argosy.Engine.Snapshots;

/// <summary>What decides about tasks beside the files of the project's tree: tools, and inputs that
/// are named one by one.</summary>
internal sealed class WatchedPaths(string root)
{
    /// <summary>Files, by path: absolute, or relative to the project.</summary>
    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Folders that the tree doesn't have, with all that is in them; by path, too.</summary>
    public SortedSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds what a task declares; false if it declares something of which the tree may
    /// not have every file.</summary>
    public bool TryAdd(TaskNode node)
    {
        var declaration = node.Declaration;
        if (!declaration.Inputs.Concat(declaration.OptionalInputs).Where(i => !i.StartsWith('!')).All(TryAddInput))
            return false;
        if (!declaration.Outputs.All(TryAddOutput)) return false;
        foreach (var tool in declaration.Tools.Concat(declaration.OptionalTools)) AddTool(tool);
        return true;
    }

    /// <summary>Adds a tool: the files that a search for it finds, up to the one that is used.</summary>
    public void AddTool(string tool)
    {
        if (tool.Contains('/', StringComparison.Ordinal))
        {
            AddFound(Path.GetFullPath(tool, root));
            return;
        }

        // One that appears in an earlier folder would be used instead; one that loses its permission, too.
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries))
            AddFound(Path.GetFullPath($"{folder}/{tool}", root));
    }

    private void AddFound(string path)
    {
        Files.Add(path);
        if (Directory.Exists(path)) Folders.Add(path);
    }

    private bool TryAddInput(string input)
    {
        foreach (var one in Glob.IsPattern(input) ? Glob.Expand(input) : [input])
        {
            if (!Glob.IsPattern(one)) Files.Add(one);
            else if (!TryAddFolder(new Glob(one).Folder, one)) return false;
        }

        return true;
    }

    private bool TryAddFolder(string folder, string glob)
    {
        if (LeadsThroughLink(folder)) return false;
        if (IsInTree(glob)) return true;
        // The glob names a folder that is left out, wherever it lies.
        if (IsInTree(folder)) return false;
        if (Directory.Exists(Path.Combine(root, folder))) Folders.Add(folder);
        else Files.Add(folder);
        return true;
    }

    // Roots and build folders are outputs in .argosy.
    private bool TryAddOutput(string output)
    {
        if (LeadsThroughLink(Path.GetDirectoryName(output)!)) return false;
        if (IsInTree(output)) return true;
        switch (FolderListing.TryOf(Path.Combine(root, output), follow: false)?.Kind)
        {
            case FileKind.File: Files.Add(output); return true;
            case FileKind.Folder: Folders.Add(output); return true;
            default: return false;
        }
    }

    private bool IsInTree(string path) => !MadeFolders.LeadThrough(root, path);

    // The tree has the link, but perhaps not the folder that it leads to.
    private bool LeadsThroughLink(string folder) => folder.Length > 0
        && PathText.Around(folder).Prepend(folder)
            .Any(f => FolderListing.TryOf(Path.Combine(root, f), follow: false)?.Kind == FileKind.Link);
}
