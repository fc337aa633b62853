using System.Collections.Concurrent;
using Argosy.Artifacts.Files;
using Argosy.Processes.Spawning;

namespace Argosy.Engine.Incremental;

/// <summary>The identities of tasks' tools: each counts by its content, a folder by its contents.</summary>
/// <remarks>No program is run for this. Only for a program outside of the project whose declaration allows it, the
/// version is read when a content is seen for the first time, and kept with its digest for messages.</remarks>
/// <param name="root">The project's folder.</param>
/// <param name="files">Has the digests of unchanged files.</param>
/// <param name="table">The file of versions.</param>
internal sealed class ToolIdentities(string root, FileDigests files, string table)
{
    /// <summary>The value of a missing tool.</summary>
    public const string Absent = "absent";

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly ToolVersions _versions = new(root, table);

    /// <summary>A task has run: it may have made or replaced a tool.</summary>
    public void Refresh() => _known.Clear();

    /// <summary>The digest's hexadecimal digits, or <see cref="Absent"/>.</summary>
    public string Of(string tool) => _known.GetOrAdd(tool, Identify);

    /// <summary>The same; reads the version of a new content.</summary>
    public string WithVersion(string tool)
    {
        var digest = Of(tool);
        if (digest != Absent && TryLocate(tool) is { } path) _versions.Learn(digest, path);
        return digest;
    }

    /// <summary>The version for a digest, if known.</summary>
    public string? TryVersion(string digest) => _versions.TryFind(digest);

    private string Identify(string tool)
    {
        if (TryLocate(tool) is not { } path) return Absent;
        return (files.TryOf(path) ?? FolderDigest.TryOf(path, files))?.Hex ?? Absent;
    }

    private string? TryLocate(string tool) => tool.Contains('/', StringComparison.Ordinal)
        ? Path.GetFullPath(tool, root)
        : ProgramSearch.TryFindOnPath(tool);
}
