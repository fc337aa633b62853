using Argosy.DevStack;
using Argosy.Pipelines;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Testing;

/// <summary>This repository as a project: its model and declarations, whose generated files are golden files.</summary>
internal static class OwnProject
{
    public static Model Model { get; } = Model.Load(Repository.At(Model.FileName));

    public static PipelineDeclarations Declarations => PipelineDeclarations.Load(Repository.Root);

    public static DevstackProfiles Profiles => DevstackProfiles.Load(Repository.Root);

    /// <summary>The model with other architectures.</summary>
    public static Model With(
        string architectures, string distributions = "debian-12", string baseline = "x64") =>
        Model.Read(YamlFile.Parse(
            $"project: {{name: argosy, version: 0.1.0}}\narchitectures: [{architectures}]\n"
            + $"distributions: [{distributions}]\nbaseline: {baseline}\n",
            Model.FileName));
}
