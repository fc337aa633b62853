namespace Argosy.Artifacts.Files;

/// <summary>The kind of an input.</summary>
public enum InputKind
{
    /// <summary>A file, or a link to one: its content counts.</summary>
    File,

    /// <summary>The same, executable by its owner.</summary>
    Program,

    /// <summary>A link without a target file: its text counts.</summary>
    Link,
}

/// <summary>An input that globs match.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>, encoded as by <see cref="FileName"/>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">The digest of the file's content, or of the link's text.</param>
/// <param name="Modified">When the content was last written, nanoseconds since 1970; zero for a link.</param>
public readonly record struct InputFile(string Path, InputKind Kind, Digest Content, long Modified);
