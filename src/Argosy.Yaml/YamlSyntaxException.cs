namespace Argosy.Yaml;

/// <summary>A text that can't be read as YAML.</summary>
public sealed class YamlSyntaxException : Exception
{
    internal YamlSyntaxException(int line, string message, int? tabLine, Exception cause) : base(message, cause) => (Line, TabLine) = (line, tabLine);

    internal YamlSyntaxException(int line) : base("it is nested too deeply") => (Line, IsTooDeep) = (line, true);

    /// <summary>Where reading ended, from 1.</summary>
    public int Line { get; }

    /// <summary>The line whose indentation by a tab is the likely cause; null for none.</summary>
    public int? TabLine { get; }

    /// <summary>Whether it is valid as far as it was read, and nested deeper than was allowed.</summary>
    public bool IsTooDeep { get; }
}
