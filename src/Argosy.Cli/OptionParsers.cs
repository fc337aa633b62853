using System.CommandLine.Parsing;

namespace Argosy.Cli;

/// <summary>Values as people write them on the command line.</summary>
internal static class OptionParsers
{
    /// <summary>Reads an option's one value, or says what would be one.</summary>
    internal static T Parse<T>(ArgumentResult written, Func<string, T?> tryParse, string wanted)
        where T : struct
    {
        var text = written.Tokens is [var token] ? token.Value : "";
        if (tryParse(text) is { } value) return value;
        written.AddError($"'{text}' is not {wanted}");
        return default;
    }
}
