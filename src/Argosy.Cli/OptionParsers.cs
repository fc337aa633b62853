using System.CommandLine.Parsing;

namespace Argosy.Cli;

/// <summary>Parses values of command-line options.</summary>
internal static class OptionParsers
{
    /// <summary>Parses an option's only value, or reports the expected form.</summary>
    internal static T Parse<T>(ArgumentResult written, Func<string, T?> tryParse, string wanted)
        where T : struct
    {
        var text = written.Tokens is [var token] ? token.Value : "";
        if (tryParse(text) is { } value) return value;
        written.AddError($"'{text}' is not {wanted}");
        return default;
    }

    /// <summary>The same for values that are references.</summary>
    internal static T? ParseReference<T>(ArgumentResult written, Func<string, T?> tryParse, string wanted)
        where T : class
    {
        var text = written.Tokens is [var token] ? token.Value : "";
        if (tryParse(text) is { } value) return value;
        written.AddError($"'{text}' is not {wanted}");
        return null;
    }
}
