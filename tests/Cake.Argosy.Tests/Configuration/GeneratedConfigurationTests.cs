namespace Cake.Argosy.Tests.Configuration;

/// <summary>The generated configuration follows from the declarations, which may differ from this
/// repository's.</summary>
public sealed class ProjectConfigurationTests : IDisposable
{
    private const string Pipelines = """
        pipelines-file: zuul.d/own/pipelines.yaml
        existing-pipelines: [check, gate]
        families:
          native: {title: Native, description: Native libraries, targets: [Native], over: architectures, timeout: 1800}
        templates:
          "{project}-jobs": {for: build-machine, description: all, pipelines: {check: [native], gate: [native]}}
        also:
          github:
            checkout: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
            runners: {x64: ubuntu-24.04, arm64: ubuntu-24.04-arm, ppc64le: own}
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_files_that_are_declared_are_those_that_are_written()
    {
        _folder.Write("pipelines/ci.yaml", Pipelines);
        var configuration = TestBuilds.In(_folder).Generated;
        var declared = configuration.PipelineFiles;
        configuration.WritePipelines();
        Written().ShouldBe(declared.Order(StringComparer.Ordinal));
        declared.ShouldContain("zuul.d/jobs.yaml");
        declared.ShouldNotContain("zuul.d/semaphores.yaml");
        declared.ShouldContain(f => f.StartsWith(".github/workflows/", StringComparison.Ordinal));
        configuration.DevstackFiles.ShouldBeEmpty();
    }

    private IEnumerable<string> Written() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(_folder.Path, f))
        .Where(f => f is not ("argosy.yaml" or "pipelines/ci.yaml")).Order(StringComparer.Ordinal);
}
