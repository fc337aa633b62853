using Argosy.Zuul.Checking;
using Argosy.Zuul.Freezing;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Tests;

/// <summary>A folder with Zuul configuration, removed when it is disposed.</summary>
internal sealed class CheckedFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    /// <summary>One repository with this configuration and the playbook <c>run.yaml</c>.</summary>
    public static IReadOnlyList<Finding> Check(string yaml, bool whole = false)
    {
        using var folder = new CheckedFolder().With("zuul.yaml", yaml).With("run.yaml", "[]\n");
        return folder.Run(whole: whole).Findings;
    }

    public CheckedFolder With(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public CheckReport Run(
        string? tenant = null, bool whole = false, IReadOnlyList<MeasuredDuration>? measured = null,
        string? tenantName = null, string? name = null) =>
        ConfigurationCheck.Run(
            new(Path)
            {
                TenantFile = At(tenant),
                TenantName = tenantName,
                As = name is null ? null : new(name, null),
                Whole = whole,
                Measured = measured ?? [],
            },
            CancellationToken.None);

    public FrozenPipeline Freeze(string project, string pipeline, string branch = "master", params string[]? files) =>
        PipelineFreeze.Run(
            new(project, pipeline) { Path = Path, Branch = branch, Files = files is [] ? null : files },
            CancellationToken.None);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string? At(string? file) => file is null ? null : System.IO.Path.Combine(Path, file);
}
