using System.Collections.Concurrent;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Engine.Incremental;

/// <summary>Programs' versions, by the digest of their content. Only for messages; they don't affect results.</summary>
/// <param name="root">The project's folder: no program in it is run for its version.</param>
/// <param name="table">The file of versions: a digest and a version per line.</param>
internal sealed class ToolVersions(string root, string table)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly Lazy<ConcurrentDictionary<string, string>> _versions = new(() => Load(table));

    /// <summary>The version for a digest, if known.</summary>
    public string? TryFind(string digest) => _versions.Value.GetValueOrDefault(digest);

    /// <summary>Reads a program's version, unless its content is known, or it is in the project.</summary>
    public void Learn(string digest, string path)
    {
        // It takes a process: once per content, not per run.
        if (_versions.Value.ContainsKey(digest) || IsWithinProject(path) || Ask(path) is not { } version) return;
        lock (_versions)
        {
            _versions.Value[digest] = version;
            AtomicFile.Write(table, string.Concat(
                _versions.Value.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key} {v.Value}\n")));
        }
    }

    private static ConcurrentDictionary<string, string> Load(string table) => new(
        (File.Exists(table) ? File.ReadAllLines(table) : []).Select(l => l.Split(' ', 2)).Where(l => l.Length == 2)
            .DistinctBy(l => l[0]).ToDictionary(l => l[0], l => l[1]), StringComparer.Ordinal);

    // A name on PATH may be a link to the project's own program.
    private bool IsWithinProject(string path)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return IsBelow(target) || IsBelow(path);
    }

    private bool IsBelow(string path) => path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string? Ask(string path)
    {
        if (!File.Exists(path)) return null;
        if ((File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0)
            return Path.GetFileName(Path.GetDirectoryName(path)!);
        try
        {
            var said = CommandRunner.Silent
                .TryRunAsync(new(path, "--version") { Timeout = s_patience }, CancellationToken.None)
                .GetAwaiter().GetResult().Output.Split('\n')[0];
            return string.IsNullOrWhiteSpace(said) ? "unknown" : said.Trim();
        }
        catch (ArgosyException)
        {
            // It can't be started.
            return "unknown";
        }
    }
}
