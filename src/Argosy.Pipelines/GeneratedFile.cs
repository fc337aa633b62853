namespace Argosy.Pipelines;

/// <summary>A file derived from the model: its first line names the command that makes it.</summary>
/// <param name="Path">Relative to the project, with forward slashes.</param>
/// <param name="Text">The whole content, LF line ends.</param>
public sealed record GeneratedFile(string Path, string Text);
