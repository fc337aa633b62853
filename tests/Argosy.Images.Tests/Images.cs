using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Tests;

/// <summary>Small images for tests.</summary>
internal static class Images
{
    public static DateTimeOffset Created { get; } = DateTimeOffset.FromUnixTimeSeconds(1700000000);

    public static ImageDefinition Define(string yaml) =>
        ImageDefinition.Read("test", YamlFile.Parse(yaml, "image.yaml"));

    public static Platform On(string architecture) =>
        new(Distribution.All.Single(d => d.Name == "debian-12"), Architecture.TryFind(architecture)!);
}
