using System.Collections.Concurrent;
using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Processes;

namespace Cake.Argosy.Module.Incremental;

/// <summary>What the tools are that tasks use: each counts by its content, a folder by all that is in it.</summary>
/// <remarks>Nothing is run to learn that. Of a program outside of the project whose declaration allows it, the version is
/// asked for when a content is seen for the first time, and kept beside its digest for people to read.</remarks>
/// <param name="root">The project's folder.</param>
/// <param name="files">Knows what hasn't changed.</param>
/// <param name="table">Where versions are kept.</param>
internal sealed class ToolIdentities(string root, FileDigests files, string table)
{
    /// <summary>The value of a tool that isn't there.</summary>
    public const string Absent = "absent";

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly ToolVersions _versions = new(root, table);

    /// <summary>A task has run: it may have made or exchanged a tool.</summary>
    public void Refresh() => _known.Clear();

    /// <summary>The digest's hexadecimal digits, or <see cref="Absent"/>.</summary>
    public string Of(string tool) => _known.GetOrAdd(tool, Identify);

    /// <summary>The same, and a first time for each content its version is asked for.</summary>
    public string WithVersion(string tool)
    {
        var digest = Of(tool);
        if (digest != Absent && TryLocate(tool) is { } path) _versions.Learn(digest, path);
        return digest;
    }

    /// <summary>The version that goes with a digest, where it is known.</summary>
    public string? TryVersion(string digest) => _versions.TryFind(digest);

    private string Identify(string tool)
    {
        if (TryLocate(tool) is not { } path) return Absent;
        return (files.TryOf(path) ?? FolderTree.TryOf(path, files))?.Hex ?? Absent;
    }

    private string? TryLocate(string tool) => tool.Contains('/', StringComparison.Ordinal)
        ? Path.GetFullPath(tool, root)
        : ProgramSearch.TryFindOnPath(tool);
}
