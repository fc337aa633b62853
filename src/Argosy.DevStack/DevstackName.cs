using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>Names that DevStack evaluates in a shell, so only names are allowed.</summary>
internal static partial class DevstackName
{
    /// <summary>The text, if it has the form; else error ARG0608.</summary>
    public static string Of(YamlText text, Regex form) => form.IsMatch(text.Required())
        ? text.Value
        : throw new ArgosyException(new Diagnostic("ARG0608", text.Place,
            $"'{text.Value}' is no name DevStack can take",
            "Use letters, digits and '_', '-' or '.'; a file is a variable such as $NOVA_CONF, or a path."));

    /// <summary>A shell variable.</summary>
    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex Variable { get; }

    /// <summary>A service, such as <c>c-bak</c>.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex Service { get; }

    /// <summary>The text around a variable, without special characters of a shell, quoted or not.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_./:@%+,=-]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex Plain { get; }

    /// <summary>The message of a shell for a missing value.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9 _.,:-]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex Sentence { get; }

    /// <summary>The source of a plugin: an address, and optionally a space and a branch.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_./:@%+=-]+(?: [A-Za-z0-9_./-]+)?\z", RegexOptions.CultureInvariant)]
    public static partial Regex Source { get; }

    /// <summary>A key or a section of an ini file.</summary>
    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex Key { get; }

    /// <summary>A configuration file: a variable of DevStack's or a path.</summary>
    [GeneratedRegex(@"\A(?:\$[A-Za-z_][A-Za-z0-9_]*|/)?[A-Za-z0-9_./-]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex File { get; }
}
