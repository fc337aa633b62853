using Argosy.Platforms;

namespace Cake.Argosy.Tests;

/// <summary>Builds of a small project with three architectures.</summary>
internal static class TestBuilds
{
    private const string Yaml = """
        project: { name: demo, version: 1.2.3 }
        architectures: [x64, arm64, ppc64le]
        distributions: [debian-12]
        """;

    public static Builds In(TestFolder folder, params (string Name, string Value)[] arguments) =>
        In(folder, Yaml, arguments);

    /// <summary>The builds of another model.</summary>
    public static Builds In(TestFolder folder, string model, params (string Name, string Value)[] arguments) =>
        In(folder, null, model, arguments);

    /// <summary>The builds on another machine; null for this one.</summary>
    public static Builds In(TestFolder folder, Host? host, string model, params (string Name, string Value)[] arguments)
    {
        folder.Write(Model.FileName, model);
        var context = new FakeContext(folder.Path, arguments);
        var signing = SigningSettingsReader.Read(context, folder.Path);
        return new(CommandLineSettings.Read(context, host), signing)
        {
            ReleaseOptions = ReleaseOptionsReader.Read(context.Arguments, signing),
        };
    }
}
