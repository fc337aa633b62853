namespace Argosy.Yaml;

/// <summary>A text that can't be read as YAML.</summary>
public sealed class YamlSyntaxException : Exception
{
    internal YamlSyntaxException(int line, string message, int? tabLine, Exception cause) : base(message, cause) =>
        (Line, TabLine) = (line, tabLine);

    internal YamlSyntaxException(int line) : base("it is nested too deeply") => (Line, IsTooDeep) = (line, true);

    /// <summary>The line where reading stopped, from 1.</summary>
    public int Line { get; }

    /// <summary>The line whose tab indentation is the likely cause; null for none.</summary>
    public int? TabLine { get; }

    /// <summary>Whether the text is valid so far, but nested deeper than allowed.</summary>
    public bool IsTooDeep { get; }
}
