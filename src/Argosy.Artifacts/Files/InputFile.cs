namespace Argosy.Artifacts.Files;

/// <summary>What an input is.</summary>
public enum InputKind
{
    /// <summary>A file, or a link to one: it counts by content.</summary>
    File,

    /// <summary>The same, where its owner may execute it.</summary>
    Program,

    /// <summary>A link that leads to no file: it counts by where it says that it leads.</summary>
    Link,
}

/// <summary>One of the things that globs name.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>, as <see cref="FileName"/> has it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">The digest of the file's content, or of the link's text.</param>
/// <param name="Modified">When the content was last written, nanoseconds since 1970; zero for a link.</param>
public readonly record struct InputFile(string Path, InputKind Kind, Digest Content, long Modified);
