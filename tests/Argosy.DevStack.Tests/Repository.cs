using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack.Tests;

/// <summary>The project's own model and profiles.</summary>
internal static class Repository
{
    public static string Root => global::Repository.Root;

    public static Model Model { get; } = Model.Load(Path.Combine(Root, Model.FileName));

    public static DevstackProfiles Profiles => DevstackProfiles.Load(Root);

    /// <summary>The project's model with other architectures.</summary>
    public static Model With(string architectures, string distributions = "debian-12") => Model.Read(YamlFile.Parse(
        $"project: {{name: argosy, version: 0.1.0}}\narchitectures: [{architectures}]\ndistributions: [{distributions}]\n", Model.FileName));
}
