namespace Argosy.Yaml;

/// <summary>The first document of a YAML text.</summary>
/// <param name="Root">Its root node; null for an empty text.</param>
/// <param name="SecondDocument">The line where another document begins; null if there is none.</param>
public sealed record SourceDocument(SourceNode? Root, int? SecondDocument)
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxDepth">The maximum nesting of sequences and mappings.</param>
    /// <exception cref="YamlSyntaxException">It isn't YAML, or nested too deeply.</exception>
    public static SourceDocument Parse(string text, int maxDepth)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new SourceReader(text, null).Read(maxDepth);
        }
        catch (YamlSyntaxException) when (FlowIndentation.TryIndent(text) is { } indentation)
        {
            try
            {
                return new SourceReader(text, indentation).Read(maxDepth);
            }
            catch (YamlSyntaxException)
            {
                // The first error is about the text as it is written.
            }

            throw;
        }
    }
}
