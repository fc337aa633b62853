using Argosy.Pipelines.Devstack;
using Argosy.Platforms;

namespace Argosy.Pipelines;

/// <summary>Generates DevStack's <c>local.conf</c> for each profile and architecture.</summary>
public static class DevstackGenerator
{
    /// <summary>All files, in the order of their paths; the same input gives the same bytes.</summary>
    /// <param name="model">What <c>argosy.yaml</c> says.</param>
    /// <param name="profiles">What <c>devstack/*.yaml</c> says.</param>
    public static IReadOnlyList<GeneratedFile> Generate(Model model, DevstackProfiles profiles) =>
    [
        .. profiles.All.SelectMany(p => model.Architectures, (profile, a) => profile.For(model, a))
            .Select(conf => new GeneratedFile($"{DevstackProfiles.FolderName}/{conf.Name}.local.conf", LocalConfText.Of(conf)))
            .OrderBy(f => f.Path, StringComparer.Ordinal),
    ];
}
