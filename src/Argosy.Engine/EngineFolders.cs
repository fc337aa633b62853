using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine;

/// <summary>The engine's own folders and files in a project. It writes into them without checks, so none may lead
/// elsewhere.</summary>
internal static class EngineFolders
{
    // The link .argosy/tmp is the engine's own, see ScratchFolder. The report and the trace are renamed into place.
    private static readonly string[] s_own =
    [
        ".argosy", ".argosy/journal", ".argosy/files", ".argosy/tools", ".argosy/lock", ".argosy/lock.holder",
        ".argosy/alive", ".argosy/made", ".argosy/aside", "artifacts", "artifacts/logs",
    ];

    /// <summary>Error ARG0751 if one of them or a log is a symbolic link.</summary>
    public static void RefuseLinks(string root)
    {
        var links = s_own.Where(own => IsLink(Path.Combine(root, own))).ToList();
        if (links.Count == 0)
            links.AddRange(FolderListing.LinksOf(Path.Combine(root, "artifacts/logs"))
                .Select(name => $"artifacts/logs/{FileName.Shown(name)}"));
        if (links.Count == 0) return;
        throw new ArgosyException([.. links.Order(StringComparer.Ordinal).Select(link => new Diagnostic(
            "ARG0751", new(link),
            "it is a symbolic link, and builds write there",
            "Replace the link with a folder, or remove it; builds make it anew."))]);
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
