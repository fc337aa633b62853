using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A text with placeholders such as <c>{arch}</c> that are replaced for each architecture.</summary>
/// <remarks>Placeholders are <c>{project}</c> and, per architecture, <c>{arch}</c> (Argosy's name) and
/// <c>{kernel-name}</c> (as in <c>uname -m</c>). Checked when read, so that replacing can't fail.</remarks>
internal sealed partial record Pattern
{
    private readonly string _text;

    private Pattern(string text) => _text = text;

    /// <summary>Parses a pattern; error ARG0601 for an unknown placeholder, or <c>{arch}</c> without an
    /// architecture.</summary>
    public static Pattern Parse(YamlText text, bool perArchitecture)
    {
        string[] known = perArchitecture ? ["{project}", "{arch}", "{kernel-name}"] : ["{project}"];
        var unknown = Places().Matches(text.Required()).Select(m => m.Value).FirstOrDefault(p => !known.Contains(p));
        return unknown is null
            ? new(text.Value)
            : throw new ArgosyException(new Diagnostic("ARG0601", text.Place, $"'{unknown}' stands for nothing here",
                Suggestion.For(unknown, known)));
    }

    /// <summary>A name that must differ for each architecture; error ARG0614 if it doesn't.</summary>
    public static Pattern ParseName(YamlText text, bool perArchitecture) =>
        perArchitecture && !text.Value.Contains("{arch}", StringComparison.Ordinal)
            ? throw new ArgosyException(new Diagnostic("ARG0614", text.Place,
                $"'{text.Value}' is made for each architecture under the same name", "Put {arch} into the name."))
            : Parse(text, perArchitecture);

    /// <summary>The text for one architecture, or without one.</summary>
    public string For(Model model, Architecture? architecture = null) => _text
        .Replace("{project}", model.Project.Name, StringComparison.Ordinal)
        .Replace("{arch}", architecture?.Name, StringComparison.Ordinal)
        .Replace("{kernel-name}", architecture?.KernelName, StringComparison.Ordinal);

    [GeneratedRegex(@"\{[a-z][a-z-]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
