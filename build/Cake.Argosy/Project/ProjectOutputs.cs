using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;
using Argosy.Platforms;

namespace Cake.Argosy.Project;

/// <summary>The outputs of the running task, and of all tasks.</summary>
public sealed class ProjectOutputs(Session session)
{
    // The engine's records in .argosy/: this run uses one of them, and the other is never removed.
    private const string OwnRecords = "made";
    private const string Aside = "aside";

    // Written by tasks that declare no outputs.
    private static readonly string[] s_results = ["tests", "bench"];
    private static readonly string[] s_reports = ["report.json", "trace.json", "audit.json"];

    /// <summary>The running task made this file.</summary>
    public void Made(string file, ArtifactKind kind, Architecture? architecture, bool pinned = true)
    {
        var artifact = Artifact.OfFile(session.Root, session.Paths.Relative(file), kind, architecture?.Name);
        Session.CurrentTask.Made(artifact with { Pinned = pinned });
    }

    /// <summary>The running task made the files of a folder that match a pattern; links aren't artifacts.</summary>
    public void Made(string folder, string pattern, ArtifactKind kind, Architecture? architecture)
    {
        var glob = new Glob(pattern);
        foreach (var file in FolderListing.FilesOf(folder).Where(f => glob.Reaches(Path.GetFileName(f)))) Made(file, kind, architecture);
    }

    /// <summary>The current tasks that make something: results of all others are former ones.</summary>
    public IEnumerable<string> Makers => session.Registration?.Makers ?? [];

    /// <summary>Removes the outputs of items, platforms and kinds that are no longer in the model: no task is left that would.</summary>
    public void RemoveFormer()
    {
        if (session.Registration is not { } tasks) return;
        using var ownership = OpenOwnership();
        foreach (var path in ownership.RemoveFormer(name => !tasks.IsFormer(name), tasks.IsMade))
            Session.CurrentTask.Log($"{path} is removed: the model doesn't ask for it any more");
    }

    /// <summary>Removes all build outputs here, except files that this run has open. Files that no build made, or that
    /// were changed since, are kept and named.</summary>
    public void Clean()
    {
        using (var ownership = OpenOwnership())
        {
            foreach (var kept in ownership.Clean(_ => true, dryRun: false).SelectMany(c => c.Kept))
                Session.CurrentTask.Note($"{kept} stays: no build made it, or it was changed since");
        }

        foreach (var folder in Below(session.Paths.State).Where(f => Path.GetFileName(f) is not (OwnRecords or Aside))) RemoveFolder(folder);
        foreach (var results in s_results) RemoveFolder(Path.Combine(session.Paths.Artifacts, results));
        foreach (var report in s_reports) File.Delete(Path.Combine(session.Paths.Artifacts, report));
        foreach (var folder in Below(session.Paths.Artifacts)) RemoveEmpty(folder);
        foreach (var rest in Directory.EnumerateFileSystemEntries(session.Paths.Artifacts).Where(f => Path.GetFileName(f) != "logs").Order(StringComparer.Ordinal))
            Session.CurrentTask.Note($"{session.Paths.Relative(rest)} stays: no record says that a build made all of it");
    }

    private OutputOwnership OpenOwnership() => new(session.Root, new ContentStore(CacheFolder.Default).IsStored, Session.CurrentTask.Log);

    // Links are neither followed nor removed: .argosy/tmp leads to files that this run has open.
    private static List<string> Below(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateDirectories().Where(f => f.LinkTarget is null).Select(f => f.FullName).Order(StringComparer.Ordinal)];

    private static void RemoveFolder(string folder)
    {
        if (new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } found) found.Delete(recursive: true);
    }

    private static void RemoveEmpty(string folder)
    {
        foreach (var below in Below(folder)) RemoveEmpty(below);
        if (Path.GetFileName(folder) != "logs" && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
