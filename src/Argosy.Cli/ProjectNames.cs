using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Cli;

/// <summary>Names of a project that complete a command line. A folder that isn't a project, or a file that can't be
/// read, has none.</summary>
internal static class ProjectNames
{
    private static readonly string[] s_always = ["Default", "Verify", "Clean", "Tidy", "Update-Locks"];

    /// <summary>Targets: those that have run, and the usual ones of the model's items.</summary>
    internal static IReadOnlyList<string> Targets(string root) => [.. s_always
        .Concat(Of(root, m =>
            m.Native.SelectMany(n => (string[])["Native", $"Native-{n.Name}", $"Verify-Native-{n.Name}"])))
        .Concat(Of(root, m =>
            m.Dotnet.SelectMany(d => d.Package is null ? [$"Dotnet-{d.Name}"] : (string[])["Pack", $"Pack-{d.Name}"])))
        .Concat(Images(root).SelectMany(i => (string[])["Images", $"Images-{i}", $"Verify-Image-{i}"]))
        .Concat(Tasks(root)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Tasks that have run.</summary>
    internal static IReadOnlyList<string> Tasks(string root)
    {
        var path = Path.Combine(root, ".argosy", "journal");
        try
        {
            if (!File.Exists(path)) return [];
            using var journal = TaskJournal.Read(path);
            return [.. journal.Tasks.Select(t => t.Task).Concat(journal.LastRun?.Tasks ?? []).Distinct()
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgosyException)
        {
            return [];
        }
    }

    /// <summary>Images that are declared, at any depth below images/.</summary>
    internal static IReadOnlyList<string> Images(string root) =>
        [.. Folders(Path.Combine(root, "images"), 0).Order(StringComparer.Ordinal)];

    /// <summary>Mirrors that the project may publish.</summary>
    internal static IReadOnlyList<string> Mirrors(string root) =>
        [.. Of(root, m => m.Platforms.Select(p => $"wheel/{p.WheelSlug}").Prepend("nuget").Prepend("debian"))];

    /// <summary>DevStack profiles.</summary>
    internal static IReadOnlyList<string> Profiles(string root) =>
        [.. FolderListing.Read(Path.Combine(root, "devstack"))
        .Where(f => f.IsText && f.Name.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(f => f.Name[..^".yaml".Length])];

    private static IEnumerable<string> Of(string root, Func<Model, IEnumerable<string>> names)
    {
        try
        {
            return File.Exists(Path.Combine(root, Model.FileName))
                ? [.. names(Model.Read(YamlFile.Load(Path.Combine(root, Model.FileName), Model.FileName)))]
                : [];
        }
        catch (ArgosyException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Folders(string folder, int depth)
    {
        const int most = 4;
        foreach (var entry in FolderListing.Read(folder).Where(e => e is { Kind: FileKind.Folder, IsText: true }))
        {
            var path = Path.Combine(folder, entry.Name);
            if (File.Exists(Path.Combine(path, "image.yaml"))) yield return entry.Name;
            if (depth == most) continue;
            foreach (var below in Folders(path, depth + 1)) yield return below;
        }
    }
}
