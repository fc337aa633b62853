using Argosy.Platforms.Diagnostics;
using Argosy.Yaml;

namespace Argosy.JobHealth.Promotion.Configuration;

/// <summary>A file of Zuul's configuration, to be edited: limited in size and depth.</summary>
/// <param name="Name">Relative to the folder, with <c>/</c>.</param>
/// <param name="Text">Its current text.</param>
/// <param name="Root">Its root node; null if empty.</param>
internal sealed record EditableFile(string Name, string Text, SourceNode? Root)
{
    /// <summary>The maximum nesting of maps and lists.</summary>
    public const int MaxDepth = 64;

    private const int MaxBytes = 8 << 20;

    /// <summary>Reads a file. Error ARG0689.</summary>
    public static EditableFile Load(string path, string name)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw Error(new(name), $"it is longer than {MaxBytes >> 20} MiB", null);
            var text = File.ReadAllText(path);
            return new(name, text, SourceDocument.Parse(text, MaxDepth).Root);
        }
        catch (YamlSyntaxException e)
        {
            var cause = e.IsTooDeep ? $"it is nested deeper than {MaxDepth}" : $"not valid YAML: {e.Message}";
            throw Error(new(name, Math.Max(1, e.Line)), cause, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(new(name), $"it can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static ArgosyException Error(SourceLocation place, string cause, Exception? e) =>
        new(new Diagnostic("ARG0689", place, cause, "Fix the file, or give another folder with --configuration."), e);
}
