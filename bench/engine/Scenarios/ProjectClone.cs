using System.Text.Json;
using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>A clone of this project, built separately from the user's tree: with its own results and the user's
/// downloads.</summary>
internal sealed class ProjectClone
{
    // Folders of the user's cache that hold results.
    private static readonly string[] s_results = ["actions", "blobs"];
    private readonly string _caches;

    public ProjectClone(Bench bench)
    {
        Folder = Path.Combine(bench.NewFolder(), "clone");
        _caches = bench.NewFolder();
        TimedRun.Of(bench.Root, "git", ["clone", "-q", bench.Root, Folder]);
        Caches = NewCaches("first");
    }

    public string Folder { get; }

    /// <summary>XDG_CACHE_HOME of all later runs.</summary>
    public string Caches { get; set; }

    public string At(string relative) => Path.Combine(Folder, relative);

    /// <summary>A cache without results that shares the user's downloads.</summary>
    public string NewCaches(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_caches, name, "argosy")).FullName;
        var users = Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "argosy");
        if (!Directory.Exists(users)) return Path.GetDirectoryName(folder)!;
        foreach (var kept in Directory.EnumerateDirectories(users).Where(f => !s_results.Contains(Path.GetFileName(f))))
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(kept)), kept);
        return Path.GetDirectoryName(folder)!;
    }

    public TimedRun Build(params IEnumerable<string> arguments) => TimedRun.Of(
        Folder, At("build.sh"), arguments, new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Caches });

    /// <summary>Removes the builds' outputs except the compiled graph.</summary>
    public void Wipe()
    {
        foreach (var folder in (string[])["artifacts", ".argosy"])
        {
            if (Directory.Exists(At(folder))) Directory.Delete(At(folder), recursive: true);
        }
    }

    /// <summary>Path and digest of every artifact of the report.</summary>
    public IReadOnlyDictionary<string, string> Digests()
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(At("artifacts/report.json")));
        return report.RootElement.GetProperty("artifacts").EnumerateArray().ToDictionary(
            a => a.GetProperty("path").GetString()!, a => a.GetProperty("digest").GetString()!);
    }
}
