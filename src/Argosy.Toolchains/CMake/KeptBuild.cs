using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Toolchains.Building;

namespace Argosy.Toolchains.CMake;

/// <summary>Decides whether a build folder from an earlier run may be reused.</summary>
/// <remarks>
/// CMake's cache and Ninja's files are state that isn't part of the result's key. They are used only if they can't
/// change the result: a successful run left them, at this path, with the same configuration (toolchain, tools, sysroot,
/// variables); every file that CMake read is unchanged; no source was added or removed (which a glob, or a search for
/// headers, would have seen); and every changed source is one that Ninja checks, with a time later than that run, which
/// Ninja compares. Otherwise the build starts with an empty folder. Sources are all files in the folders of the
/// project's CMake files, and in other folders that a compiler read or searched: these are known when the build has
/// ended (<see cref="NinjaInputs"/>).
/// </remarks>
internal sealed class KeptBuild
{
    // Skipped everywhere; if a compiler reads there, its folder becomes one of the sources.
    private static readonly string[] s_passedOver = [".git", ".argosy", "artifacts"];

    private readonly CMakeProject _project;
    private readonly string _configuration;
    private readonly string _record;
    private readonly IReadOnlyList<string> _without;
    private IReadOnlyList<string> _beside = [];
    private State? _sources;
    private long _begun;

    /// <param name="project">The project of the build folder.</param>
    /// <param name="without">Folders without sources: the build's own, and those that the configuration covers.</param>
    /// <param name="configuration">Everything else that determines the result.</param>
    public KeptBuild(CMakeProject project, IReadOnlyList<string> without, IEnumerable<string> configuration)
    {
        _project = project;
        _without = without;
        _configuration = Digest
            .Of(string.Join('\n', [project.SourceFolder, project.BuildFolder, .. configuration]))
            .ToString();
        _record = Path.Combine(project.BuildFolder, ".argosy-build.json");
    }

    private string Api => Path.Combine(_project.BuildFolder, ".cmake", "api", "v1");

    /// <summary>Whether the folder may be reused.</summary>
    public bool IsSound()
    {
        if (Read() is not { } state || state.Configuration != _configuration) return false;
        if (state.Scripts.Any(s => DigestOf(s.Key) != s.Value)) return false;
        var now = Sources(state.Folders);
        var followed = state.Followed.ToHashSet();
        var isSound = now.Keys.ToHashSet().SetEquals(state.Sources.Keys)
            && now.All(s => state.Sources[s.Key] == s.Value
                || (followed.Contains(s.Key) && File.GetLastWriteTimeUtc(s.Key).Ticks > state.Ended));
        if (isSound) _beside = state.Folders;
        return isSound;
    }

    /// <summary>Marks the folder as not reusable until the next <see cref="Keep"/>.</summary>
    public void Forget() => File.Delete(_record);

    /// <summary>Makes CMake list the files that it reads (its file API).</summary>
    public void AskForInputs()
    {
        Directory.CreateDirectory(Path.Combine(Api, "query"));
        File.WriteAllText(Path.Combine(Api, "query", "cmakeFiles-v1"), "");
    }

    /// <summary>Records, between configuring and building, the sources to be compiled.</summary>
    public void TakeSources()
    {
        var scripts = Scripts();
        var folders = Outermost(scripts
            .Where(s => Path.GetFileName(s) == "CMakeLists.txt")
            .Select(s => Path.GetDirectoryName(s)!)
            .Append(_project.SourceFolder).Concat(_beside));
        _begun = FileClock.Now();
        _sources = new(_configuration, scripts.ToDictionary(s => s, DigestOf), folders, Sources(folders), [], 0);
    }

    /// <summary>Records a successful run. Makes no record if a folder that is in the inputs was written to
    /// meanwhile.</summary>
    /// <param name="inputs">The compiled files, and the folders searched for headers.</param>
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

        AtomicFile.Write(_record, JsonSerializer.Serialize(
            state with { Followed = [.. inputs.Files], Ended = DateTime.UtcNow.Ticks }));
    }

    private List<string> Scripts()
    {
        var reply = Directory.EnumerateFiles(Path.Combine(Api, "reply"), "cmakeFiles-v1-*.json")
            .Order(StringComparer.Ordinal)
            .Last();
        using var json = JsonDocument.Parse(File.ReadAllBytes(reply));
        // CMake's own files change with CMake, which is a tool; generated files follow from the rest.
        return
        [
            .. json.RootElement.GetProperty("inputs").EnumerateArray()
                .Where(i => !Is(i, "isCMake") && !Is(i, "isGenerated"))
                .Select(i => Path.GetFullPath(i.GetProperty("path").GetString()!, _project.SourceFolder))
                .Where(p => !p.StartsWith(_project.BuildFolder + '/', StringComparison.Ordinal)).Distinct(),
        ];
    }

    private static bool Is(JsonElement input, string what) =>
        input.TryGetProperty(what, out var value) && value.GetBoolean();

    private Dictionary<string, string> Sources(IReadOnlyList<string> folders) => folders
        .SelectMany(f => FolderContents.Below(new(f), [.. s_passedOver, .. _without]))
        .ToDictionary(
            e => e.FullName,
            e => e.LinkTarget is { } target ? $"-> {target} {DigestOf(e.FullName)}" : DigestOf(e.FullName));

    private static List<string> Outermost(IEnumerable<string> folders)
    {
        var all = folders.Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. all.Where(f => !all.Any(o => o != f && Covers(o, f)))];
    }

    // Whether a walk of the one reaches the other.
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
        string Configuration, Dictionary<string, string> Scripts, List<string> Folders,
        Dictionary<string, string> Sources, List<string> Followed, long Ended);
}
