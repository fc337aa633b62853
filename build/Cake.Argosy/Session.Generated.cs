using Argosy.Pipelines;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy;

public sealed partial class Session
{
    private IReadOnlyList<GeneratedFile> PipelineFiles => PipelineGenerator.Generate(Model, PipelineDeclarations.Load(Root));

    private IReadOnlyList<GeneratedFile> DevstackFiles => DevstackGenerator.Generate(Model, DevstackProfiles.Load(Root));

    /// <summary>Writes zuul.d/ and playbooks/ from the model and pipelines/.</summary>
    public void WritePipelines() => GeneratedFiles.Write(Root, PipelineFiles);

    /// <summary>Writes devstack/*.local.conf from the model and devstack/*.yaml.</summary>
    public void WriteDevstack() => GeneratedFiles.Write(Root, DevstackFiles);

    /// <summary>Fails where a generated file isn't what the model makes.</summary>
    public void RefuseDrift()
    {
        var drift = GeneratedFiles.FindDrift(Root, [.. PipelineFiles, .. DevstackFiles]);
        if (drift.Count > 0) throw new ArgosyException(drift);
    }

    /// <summary>Fails where C#, C or shell sources are not formatted as agreed.</summary>
    public async Task RefuseUnformattedAsync()
    {
        await DotnetAsync("format", "Argosy.slnx", "--verify-no-changes", "--no-restore");
        await Commands.RunAsync(
            new("clang-format", ["--dry-run", "-Werror", .. Sources("native", "*.c"), .. Sources("native", "*.h")]), CurrentTask.Cancellation);
        await Commands.RunAsync(new("shellcheck", "build.sh", ".ci/run"), CurrentTask.Cancellation);
    }

    private IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/build/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
