using System.Text.Json.Serialization;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Actions;

/// <summary>The kind of an entry of an output tree.</summary>
public enum OutputKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder; its own entries follow it.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,
}

/// <summary>One file, folder or link that a task made.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Permission bits: 0444, or 0555 for a program; 0755 or 1777 for a folder; zero for a link.</param>
/// <param name="Size">Bytes of a file, else zero.</param>
/// <param name="Content">Digest of a file's content, else null.</param>
/// <param name="Target">What a link points to, else null.</param>
public sealed record OutputEntry(
    [property: JsonConverter(typeof(PathConverter))] string Path,
    OutputKind Kind,
    UnixFileMode Mode,
    long Size = 0,
    Digest? Content = null,
    [property: JsonConverter(typeof(PathConverter))] string? Target = null);
