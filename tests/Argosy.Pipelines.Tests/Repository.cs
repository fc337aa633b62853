using Argosy.DevStack;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Tests;

/// <summary>The project's own model, declarations and generated files, which serve as golden files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static Model Model { get; } = Model.Load(Path.Combine(Root, Model.FileName));

    public static PipelineDeclarations Declarations => PipelineDeclarations.Load(Root);

    public static DevstackProfiles Profiles => DevstackProfiles.Load(Root);

    /// <summary>The project's model with other architectures.</summary>
    public static Model With(string architectures, string distributions = "debian-12") => Model.Read(YamlFile.Parse(
        $"project: {{name: argosy, version: 0.1.0}}\narchitectures: [{architectures}]\ndistributions: [{distributions}]\n", Model.FileName));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, Model.FileName))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
