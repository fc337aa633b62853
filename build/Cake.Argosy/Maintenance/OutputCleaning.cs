using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;

namespace Cake.Argosy.Maintenance;

/// <summary>Removes outputs of tasks.</summary>
internal static class OutputCleaning
{
    // The engine's records in .argosy/: this run uses one of them, and the other is never removed.
    private const string OwnRecords = "made";
    private const string Aside = "aside";

    // Written by tasks that declare no outputs.
    private static readonly string[] s_results = ["tests", "bench"];
    private static readonly string[] s_reports = ["report.json", "trace.json", "audit.json"];

    /// <summary>Removes the outputs of items, platforms and kinds that are no longer in the model, and the records of
    /// their tasks: no task is left that would.</summary>
    public static void RemoveFormer(BuildContext context)
    {
        if (context.Registration is not { } tasks) return;
        using var ownership = OpenOwnership(context);
        foreach (var path in ownership.RemoveFormer(name => !tasks.IsFormer(name), tasks.IsMade))
            context.Task.Log($"{path} is removed: the model doesn't ask for it any more");
        context.Task.Forget(tasks.IsFormer);
    }

    /// <summary>Removes all build outputs here, except files that this run has open. Files that no build made, or that
    /// were changed since, are kept and named.</summary>
    public static void Clean(BuildContext context)
    {
        using (var ownership = OpenOwnership(context))
        {
            foreach (var kept in ownership.Clean(_ => true, dryRun: false).SelectMany(c => c.Kept))
                context.Task.Note($"{kept} stays: no build made it, or it was changed since");
        }

        foreach (var folder in Below(context.Paths.State).Where(f => Path.GetFileName(f) is not (OwnRecords or Aside)))
            RemoveFolder(folder);
        foreach (var results in s_results) RemoveFolder(Path.Combine(context.Paths.Artifacts, results));
        foreach (var report in s_reports) File.Delete(Path.Combine(context.Paths.Artifacts, report));
        foreach (var folder in Below(context.Paths.Artifacts)) RemoveEmpty(folder);
        foreach (var rest in Directory.EnumerateFileSystemEntries(context.Paths.Artifacts)
            .Where(f => Path.GetFileName(f) != "logs")
            .Order(StringComparer.Ordinal))
            context.Task.Note($"{context.Paths.Relative(rest)} stays: no record says that a build made all of it");
    }

    private static OutputOwnership OpenOwnership(BuildContext context) =>
        new(context.Settings.Root, new ContentStore(CacheFolder.Default).IsStored, context.Task.Log);

    // Links are neither followed nor removed: .argosy/tmp leads to files that this run has open.
    private static List<string> Below(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateDirectories()
            .Where(f => f.LinkTarget is null)
            .Select(f => f.FullName)
            .Order(StringComparer.Ordinal)
    ];

    private static void RemoveFolder(string folder)
    {
        if (new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } found) found.Delete(recursive: true);
    }

    private static void RemoveEmpty(string folder)
    {
        foreach (var below in Below(folder)) RemoveEmpty(below);
        if (Path.GetFileName(folder) != "logs" && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
