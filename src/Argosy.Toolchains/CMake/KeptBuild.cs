using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.CMake;

/// <summary>Whether what an earlier run left in a build folder may be built upon.</summary>
/// <remarks>
/// CMake's cache and Ninja's files are state that no key of the result names. They are used only where they can't make a difference:
/// a run that ended well left them, at this path, with the same configuration (toolchain, tools, sysroot, variables), and every file
/// that CMake read is as it was, no source came or went (which a glob, or a search for headers, would have seen), and every changed
/// source is one that Ninja looks at, with a time later than that run, which Ninja goes by. Anything else begins with an empty folder.
/// Sources are all that lies in the folders of the project's CMake files, and in those folders beside them that a compiler read or
/// searched: these are known when the build has ended (<see cref="NinjaInputs"/>).
/// </remarks>
internal sealed class KeptBuild
{
    // Not looked into, wherever they lie; a compiler that reads there makes its folder one of the sources.
    private static readonly string[] s_passedOver = [".git", ".argosy", "artifacts"];

    private readonly CMakeProject _project;
    private readonly string _configuration;
    private readonly string _record;
    private readonly IReadOnlyList<string> _without;
    private IReadOnlyList<string> _beside = [];
    private State? _sources;
    private long _begun;

    /// <param name="project">Whose build folder it is.</param>
    /// <param name="without">Folders that hold no sources: the build's own, and those that the configuration tells of.</param>
    /// <param name="configuration">What else decides the result.</param>
    public KeptBuild(CMakeProject project, IReadOnlyList<string> without, IEnumerable<string> configuration)
    {
        _project = project;
        _without = without;
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
        var followed = state.Followed.ToHashSet();
        var isSound = now.Keys.ToHashSet().SetEquals(state.Sources.Keys)
            && now.All(s => state.Sources[s.Key] == s.Value || (followed.Contains(s.Key) && File.GetLastWriteTimeUtc(s.Key).Ticks > state.Ended));
        if (isSound) _beside = state.Folders;
        return isSound;
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
        var folders = Outermost(scripts.Where(s => Path.GetFileName(s) == "CMakeLists.txt").Select(s => Path.GetDirectoryName(s)!)
            .Append(_project.SourceFolder).Concat(_beside));
        _begun = FileClock.Now();
        _sources = new(_configuration, scripts.ToDictionary(s => s, DigestOf), folders, Sources(folders), [], 0);
    }

    /// <summary>The run ended well. Without a record, where a folder that came in by it was written to meanwhile.</summary>
    /// <param name="inputs">What was compiled, and where headers were searched.</param>
    public void Keep(NinjaInputs inputs)
    {
        var state = _sources!;
        var beside = inputs.Folders.Where(f => Directory.Exists(f) && !_without.Any(w => IsWithin(f, w))
            && !state.Folders.Any(o => Covers(o, f))).ToList();
        if (beside.Count > 0)
        {
            var folders = Outermost(state.Folders.Concat(beside));
            var sources = Sources(folders);
            if (sources.Keys.Any(s => !state.Sources.ContainsKey(s) && FileClock.HasChangedSince(s, _begun))) return;
            foreach (var (path, digest) in state.Sources) sources[path] = digest;
            state = state with { Folders = folders, Sources = sources };
        }

        AtomicFile.Write(_record, JsonSerializer.Serialize(state with { Followed = [.. inputs.Files], Ended = DateTime.UtcNow.Ticks }));
    }

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
        .SelectMany(f => FolderTree.Below(new(f), [.. s_passedOver, .. _without]))
        .ToDictionary(e => e.FullName, e => e.LinkTarget is { } target ? $"-> {target} {DigestOf(e.FullName)}" : DigestOf(e.FullName));

    private static List<string> Outermost(IEnumerable<string> folders)
    {
        var all = folders.Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. all.Where(f => !all.Any(o => o != f && Covers(o, f)))];
    }

    // Whether a walk of the one comes to the other.
    private static bool Covers(string folder, string below) => IsWithin(below, folder)
        && !Path.GetRelativePath(folder, below).Split('/').Any(s_passedOver.Contains);

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);

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
        string Configuration, Dictionary<string, string> Scripts, List<string> Folders, Dictionary<string, string> Sources, List<string> Followed,
        long Ended);
}
