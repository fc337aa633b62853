using System.Text.Json;
using Argosy.Artifacts;

namespace Argosy.Toolchains.CMake;

/// <summary>Whether what an earlier run left in a build folder may be built upon.</summary>
/// <remarks>
/// CMake's cache and Ninja's files are state that no key of the result names. They are used only where they can't make a difference:
/// a run that ended well left them, at this path, with the same configuration (toolchain, tools, sysroot, variables), and every file
/// that CMake read is as it was, no source came or went (which a glob would have seen), and every changed source has a time later
/// than that run, which Ninja goes by. Anything else begins with an empty folder.
/// </remarks>
internal sealed class KeptBuild
{
    private readonly CMakeProject _project;
    private readonly string _configuration;
    private readonly string _record;
    private State? _sources;

    public KeptBuild(CMakeProject project, IEnumerable<string> configuration)
    {
        _project = project;
        _configuration = Digest.Of(string.Join('\n', [project.SourceFolder, project.BuildFolder, .. configuration])).ToString();
        _record = Path.Combine(project.BuildFolder, ".argosy-build.json");
    }

    private string Api => Path.Combine(_project.BuildFolder, ".cmake", "api", "v1");

    /// <summary>Whether the folder may be used as it is.</summary>
    public bool IsSound()
    {
        if (Read() is not { } state || state.Configuration != _configuration) return false;
        if (state.Scripts.Any(s => DigestOf(s.Key) != s.Value)) return false;
        var now = Sources(state.Folders);
        return now.Keys.ToHashSet().SetEquals(state.Sources.Keys)
            && now.All(s => state.Sources[s.Key] == s.Value || File.GetLastWriteTimeUtc(s.Key).Ticks > state.Ended);
    }

    /// <summary>Until the next <see cref="Keep"/> nobody takes the folder for sound.</summary>
    public void Forget() => File.Delete(_record);

    /// <summary>Has CMake say what it reads (its file API).</summary>
    public void AskForInputs()
    {
        Directory.CreateDirectory(Path.Combine(Api, "query"));
        File.WriteAllText(Path.Combine(Api, "query", "cmakeFiles-v1"), "");
    }

    /// <summary>Notes, between configuring and building, what is about to be compiled.</summary>
    public void TakeSources()
    {
        var scripts = Scripts();
        var folders = scripts.Where(s => Path.GetFileName(s) == "CMakeLists.txt").Select(s => Path.GetDirectoryName(s)!)
            .Append(_project.SourceFolder).Distinct().Order(StringComparer.Ordinal).ToList();
        folders = [.. folders.Where(f => !folders.Any(o => f.StartsWith(o + '/', StringComparison.Ordinal)))];
        _sources = new(_configuration, scripts.ToDictionary(s => s, DigestOf), folders, Sources(folders), 0);
    }

    /// <summary>The run ended well.</summary>
    public void Keep() => AtomicFile.Write(_record, JsonSerializer.Serialize(_sources! with { Ended = DateTime.UtcNow.Ticks }));

    private List<string> Scripts()
    {
        var reply = Directory.EnumerateFiles(Path.Combine(Api, "reply"), "cmakeFiles-v1-*.json").Order(StringComparer.Ordinal).Last();
        using var json = JsonDocument.Parse(File.ReadAllBytes(reply));
        // What CMake brings along changes with CMake, which is a tool; what it generated follows from the rest.
        return
        [
            .. json.RootElement.GetProperty("inputs").EnumerateArray().Where(i => !Is(i, "isCMake") && !Is(i, "isGenerated"))
                .Select(i => Path.GetFullPath(i.GetProperty("path").GetString()!, _project.SourceFolder))
                .Where(p => !p.StartsWith(_project.BuildFolder + '/', StringComparison.Ordinal)).Distinct(),
        ];
    }

    private static bool Is(JsonElement input, string what) => input.TryGetProperty(what, out var value) && value.GetBoolean();

    private Dictionary<string, string> Sources(IReadOnlyList<string> folders) => folders
        .SelectMany(f => FolderTree.Below(new(f), ".git", ".argosy", "artifacts", _project.BuildFolder))
        .ToDictionary(e => e.FullName, e => e.LinkTarget is { } target ? $"-> {target} {DigestOf(e.FullName)}" : DigestOf(e.FullName));

    private static string DigestOf(string path) => Digest.TryOfFile(path)?.ToString() ?? "none";

    private State? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<State>(File.ReadAllBytes(_record));
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record State(
        string Configuration, Dictionary<string, string> Scripts, List<string> Folders, Dictionary<string, string> Sources, long Ended);
}
