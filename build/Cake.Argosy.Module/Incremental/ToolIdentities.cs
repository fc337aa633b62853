using System.Collections.Concurrent;
using System.Diagnostics;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Processes;

namespace Cake.Argosy.Module.Incremental;

/// <summary>What the tools are that tasks use: each counts by its content, and people are told its version.</summary>
/// <remarks>The version is asked for (<c>--version</c>) when a content is seen for the first time, and kept beside its
/// digest, so that a later run can say from which version to which a tool went.</remarks>
/// <param name="root">The project's folder.</param>
/// <param name="files">Knows what hasn't changed.</param>
/// <param name="table">Where versions are kept: a digest and a version a line.</param>
internal sealed class ToolIdentities(string root, FileDigests files, string table)
{
    /// <summary>The value of a tool that isn't there.</summary>
    public const string Absent = "absent";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Lazy<ConcurrentDictionary<string, string>> _versions = new(() => Load(table));

    /// <summary>The digest's hexadecimal digits, or <see cref="Absent"/>.</summary>
    public string Of(string tool) => _known.GetOrAdd(tool, Identify);

    /// <summary>The version that goes with a digest, where it is known.</summary>
    public string? TryVersion(string digest) => _versions.Value.GetValueOrDefault(digest);

    private static ConcurrentDictionary<string, string> Load(string table) => new(
        (File.Exists(table) ? File.ReadAllLines(table) : []).Select(l => l.Split(' ', 2)).Where(l => l.Length == 2)
            .DistinctBy(l => l[0]).ToDictionary(l => l[0], l => l[1]), StringComparer.Ordinal);

    private string Identify(string tool)
    {
        if (TryLocate(tool) is not { } path || files.TryOf(path) is not { } digest) return Absent;
        // Asking takes a process: once for a content, not once a run.
        if (!_versions.Value.ContainsKey(digest.Hex)) Learn(digest, VersionOf(path));
        return digest.Hex;
    }

    private void Learn(Digest digest, string version)
    {
        lock (_versions)
        {
            _versions.Value[digest.Hex] = version;
            AtomicFile.Write(table, string.Concat(_versions.Value.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key} {v.Value}\n")));
        }
    }

    private string? TryLocate(string tool) => tool.Contains('/', StringComparison.Ordinal)
        ? Path.GetFullPath(tool, root)
        : ProgramSearch.TryFindOnPath(tool);

    private static string VersionOf(string path)
    {
        if ((File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0) return Path.GetFileName(Path.GetDirectoryName(path)!);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["--version"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var first = process.StandardOutput.ReadLineAsync();
            var said = first.Wait(s_patience) ? first.Result : null;
            if (!process.HasExited && !process.WaitForExit(100)) process.Kill(entireProcessTree: true);
            return string.IsNullOrWhiteSpace(said) ? "unknown" : said.Trim();
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return "unknown";
        }
    }
}
