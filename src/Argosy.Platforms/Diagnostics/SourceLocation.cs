namespace Argosy.Platforms.Diagnostics;

/// <summary>The location of an error: a file with a line (from 1), a file only,
/// or a name such as a command's.</summary>
public readonly record struct SourceLocation(string What, int? Line = null)
{
    /// <summary>The command line, which has no file.</summary>
    public static SourceLocation CommandLine { get; } = new("command line");

    /// <inheritdoc />
    public override string ToString() => Line is { } line ? $"{What}:{line}" : What;
}
