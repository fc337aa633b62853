using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A text with places such as <c>{arch}</c> to be filled in for each architecture.</summary>
/// <remarks>Known are <c>{project}</c> and, for what is made once an architecture, <c>{arch}</c> (Argosy's name) and
/// <c>{kernel-name}</c> (as <c>uname -m</c> says). Checked when read, so that filling in can't fail.</remarks>
internal sealed partial record Pattern
{
    private readonly string _text;

    private Pattern(string text) => _text = text;

    /// <summary>The pattern written here; error ARG0601 for an unknown place, or <c>{arch}</c> where there is none.
    /// </summary>
    public static Pattern Parse(YamlText text, bool perArchitecture)
    {
        string[] known = perArchitecture ? ["{project}", "{arch}", "{kernel-name}"] : ["{project}"];
        var unknown = Places().Matches(text.Required()).Select(m => m.Value).FirstOrDefault(p => !known.Contains(p));
        return unknown is null
            ? new(text.Value)
            : throw new ArgosyException(new Diagnostic("ARG0601", text.Place, $"'{unknown}' stands for nothing here",
                Suggestion.For(unknown, known)));
    }

    /// <summary>A name that has to differ for each architecture; error ARG0614 if it doesn't.</summary>
    public static Pattern ParseName(YamlText text, bool perArchitecture) =>
        perArchitecture && !text.Value.Contains("{arch}", StringComparison.Ordinal)
            ? throw new ArgosyException(new Diagnostic("ARG0614", text.Place,
                $"'{text.Value}' is made for each architecture under the same name", "Put {arch} into the name."))
            : Parse(text, perArchitecture);

    /// <summary>The text for one architecture, or for what has none.</summary>
    public string For(Model model, Architecture? architecture = null) => _text
        .Replace("{project}", model.Project.Name, StringComparison.Ordinal)
        .Replace("{arch}", architecture?.Name, StringComparison.Ordinal)
        .Replace("{kernel-name}", architecture?.KernelName, StringComparison.Ordinal);

    [GeneratedRegex(@"\{[a-z][a-z-]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
