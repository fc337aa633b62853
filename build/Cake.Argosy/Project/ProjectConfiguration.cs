using Argosy.Pipelines;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Project;

/// <summary>Generated CI configuration: what the model and the declarations make, and what lies on disk.</summary>
public sealed class ProjectConfiguration(Session session)
{
    private IReadOnlyList<GeneratedFile> Pipelines =>
        PipelineGenerator.Generate(session.Model, PipelineDeclarations.Load(session.Root));

    private IReadOnlyList<GeneratedFile> Devstack =>
        DevstackGenerator.Generate(session.Model, Profiles);

    private DevstackProfiles Profiles => DevstackProfiles.Load(session.Root);

    /// <summary>Writes zuul.d/ and playbooks/ from the model and pipelines/.</summary>
    public void WritePipelines() => GeneratedFiles.Write(session.Root, Pipelines);

    /// <summary>Writes devstack/*.local.conf and zuul.d/devstack.yaml from the model and devstack/*.yaml, and warns of
    /// what DevStack isn't known to have.</summary>
    public void WriteDevstack()
    {
        foreach (var unknown in Profiles.Unknown) Session.CurrentTask.Log($"warning: {unknown}");
        GeneratedFiles.Write(session.Root, Devstack);
    }

    /// <summary>Fails where a generated file isn't what the model makes.</summary>
    public void RefuseDrift()
    {
        var drift = GeneratedFiles.FindDrift(session.Root, [.. Pipelines, .. Devstack]);
        if (drift.Count > 0) throw new ArgosyException(drift);
    }
}
