using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Templates;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A text with placeholders such as <c>{arch}</c> that are replaced for each architecture.</summary>
/// <remarks>Placeholders are <c>{project}</c> and, per architecture, <c>{arch}</c> (Argosy's name) and
/// <c>{kernel-name}</c> (as in <c>uname -m</c>). Checked when read, so that replacing can't fail.</remarks>
internal sealed record Pattern
{
    private static readonly string[] s_once = ["project"];
    private static readonly string[] s_perArchitecture = [.. s_once, "arch", "kernel-name"];

    private readonly TemplateText _text;

    private Pattern(TemplateText text) => _text = text;

    /// <summary>Parses a pattern; error ARG0601 for an unknown placeholder, or <c>{arch}</c> without an
    /// architecture.</summary>
    public static Pattern Parse(YamlText text, bool perArchitecture)
    {
        text.Required();
        var known = perArchitecture ? s_perArchitecture : s_once;
        return new(new TemplateText(text).Check(MatrixCell.UnknownPlaceholder, known));
    }

    /// <summary>A name that must differ for each architecture; error ARG0614 if it doesn't.</summary>
    public static Pattern ParseName(YamlText text, bool perArchitecture) =>
        perArchitecture && !IsPerArchitecture(text)
            ? throw new ArgosyException(new Diagnostic("ARG0614", text.Place,
                $"'{text.Value}' is made for each architecture under the same name", "Put {arch} into the name."))
            : Parse(text, perArchitecture);

    /// <summary>Whether a text has the architecture's name in it.</summary>
    public static bool IsPerArchitecture(YamlText text) => new TemplateText(text).Names.Contains("arch");

    /// <summary>The text for one architecture, or without one.</summary>
    public string For(Model model, Architecture? architecture = null) => _text.Fill(name => name switch
    {
        "project" => model.Project.Name,
        "arch" => architecture?.Name ?? "",
        _ => architecture?.KernelName ?? "",
    });
}
