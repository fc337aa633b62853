using Argosy.Platforms;

namespace Argosy.Pipelines.Zuul;

/// <summary>The node that jobs of a platform run on.</summary>
internal sealed record NodeSet(string Name, string Label)
{
    /// <summary>The nodeset of a platform.</summary>
    /// <remarks>The label is the distribution and its code name, followed by the architecture unless it is the build
    /// machine's: the convention of OpenStack's CI, whose operators already have such labels.</remarks>
    public static NodeSet For(Model model, Platform platform) => new(
        NameFor(model, platform),
        platform.Architecture.IsBuildMachine ? BaseLabel(platform) : $"{BaseLabel(platform)}-{platform.Architecture}");

    /// <summary>Only the name.</summary>
    public static string NameFor(Model model, Platform platform) => $"{model.Project.Name}-{platform}";

    private static string BaseLabel(Platform platform) => $"{platform.Distribution.Id}-{platform.Distribution.Codename}";
}
