using Argosy.Platforms;

namespace Argosy.Pipelines.Zuul;

/// <summary>The node that jobs of a platform run on.</summary>
internal sealed record NodeSet(string Name, string Label)
{
    /// <summary>The nodeset of a platform.</summary>
    /// <remarks>The label is the distribution and its code name, with the architecture behind it for any but x64,
    /// whatever the baseline: the habit of OpenStack's CI, whose operators have such labels already.</remarks>
    public static NodeSet For(Model model, Platform platform) => new(
        NameFor(model, platform),
        platform.Architecture == Architecture.DefaultBaseline
            ? BaseLabel(platform)
            : $"{BaseLabel(platform)}-{platform.Architecture}");

    /// <summary>Only the name.</summary>
    public static string NameFor(Model model, Platform platform) => $"{model.Project.Name}-{platform}";

    private static string BaseLabel(Platform platform) =>
        $"{platform.Distribution.Id}-{platform.Distribution.Codename}";
}
