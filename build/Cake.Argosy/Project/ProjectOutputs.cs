using Argosy.Artifacts;
using Argosy.Platforms;

namespace Cake.Argosy.Project;

/// <summary>What the running task made, and all that any task made.</summary>
public sealed class ProjectOutputs(Session session)
{
    /// <summary>The running task made this file.</summary>
    public void Made(string file, ArtifactKind kind, Architecture? architecture, bool pinned = true)
    {
        var artifact = Artifact.OfFile(session.Root, session.Paths.Relative(file), kind, architecture?.Name);
        Session.CurrentTask.Made(artifact with { Pinned = pinned });
    }

    /// <summary>The running task made the files of a folder that fit a pattern; links aren't artifacts.</summary>
    public void Made(string folder, string pattern, ArtifactKind kind, Architecture? architecture)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles(pattern).Where(f => f.LinkTarget is null);
        foreach (var file in files.OrderBy(f => f.FullName, StringComparer.Ordinal)) Made(file.FullName, kind, architecture);
    }

    /// <summary>Removes everything that builds made here, but for what this very run holds open.</summary>
    public void Clean()
    {
        foreach (var folder in Directory.GetDirectories(session.Paths.State)) Directory.Delete(folder, recursive: true);
        foreach (var folder in Below(session.Paths.Artifacts, except: "logs")) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(session.Paths.Artifacts)) File.Delete(file);
    }

    private static List<string> Below(string folder, string except) =>
        [.. Directory.EnumerateDirectories(folder).Where(f => Path.GetFileName(f) != except)];
}
