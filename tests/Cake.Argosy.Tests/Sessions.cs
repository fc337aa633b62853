using Argosy.Platforms;

namespace Cake.Argosy.Tests;

/// <summary>Sessions of a small project with three architectures.</summary>
internal static class Sessions
{
    private const string Yaml = """
        project: { name: demo, version: 1.2.3 }
        architectures: [x64, arm64, ppc64le]
        distributions: [debian-12]
        """;

    public static Session In(TestFolder folder, params (string Name, string Value)[] arguments) => In(folder, Yaml, arguments);

    /// <summary>A session of another model.</summary>
    public static Session In(TestFolder folder, string model, params (string Name, string Value)[] arguments) => In(folder, null, model, arguments);

    /// <summary>A session on another machine; null for this one.</summary>
    public static Session In(TestFolder folder, Host? host, string model, params (string Name, string Value)[] arguments)
    {
        folder.Write(Model.FileName, model);
        return new(new FakeContext(folder.Path, arguments), host);
    }
}
