using Argosy.Pipelines;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Project;

/// <summary>Generated CI configuration: what the model and the declarations make, and what lies on disk.</summary>
public sealed class ProjectConfiguration(Session session)
{
    private IReadOnlyList<GeneratedFile> Pipelines =>
        PipelineGeneration.Wanted(session.Model, PipelineDeclarations.Load(session.Root)).Files;

    private IReadOnlyList<GeneratedFile> Devstack =>
        DevstackGenerator.Generate(session.Model, DevstackProfiles.Load(session.Root));

    /// <summary>Writes zuul.d/ and playbooks/ from the model and pipelines/.</summary>
    public void WritePipelines() => GeneratedFiles.Write(session.Root, Pipelines);

    /// <summary>Writes devstack/*.local.conf from the model and devstack/*.yaml.</summary>
    public void WriteDevstack() => GeneratedFiles.Write(session.Root, Devstack);

    /// <summary>Fails where a generated file isn't what the model makes.</summary>
    public void RefuseDrift()
    {
        var drift = GeneratedFiles.FindDrift(session.Root, [.. Pipelines, .. Devstack]);
        if (drift.Count > 0) throw new ArgosyException(drift);
    }
}
