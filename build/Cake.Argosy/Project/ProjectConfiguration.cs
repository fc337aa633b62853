using Argosy.DevStack;
using Argosy.Pipelines;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Cake.Argosy.Project;

/// <summary>Generated CI configuration: what the model and the declarations make, and what lies on disk.</summary>
public sealed class ProjectConfiguration(Session session)
{
    /// <summary>Whether the project declares pipelines.</summary>
    public bool HasPipelines => PipelineDeclarations.AreIn(session.Root);

    /// <summary>What <see cref="WritePipelines"/> writes: the declarations decide which files that are. None where it can't: the task says why.</summary>
    public IReadOnlyList<string> PipelineFiles => PathsOf(() => Pipelines);

    /// <summary>What <see cref="WriteDevstack"/> writes, likewise.</summary>
    public IReadOnlyList<string> DevstackFiles => PathsOf(() => Devstack);

    // Made anew each time: a task's key is of the files as they are when it runs, not when it was declared.
    private IReadOnlyList<GeneratedFile> Pipelines =>
        HasPipelines ? PipelineGeneration.Wanted(session.Model, PipelineDeclarations.Load(session.Root)).Files : [];

    private IReadOnlyList<GeneratedFile> Devstack =>
        DevstackGenerator.Generate(session.Model, Profiles);

    private DevstackProfiles Profiles => DevstackProfiles.Load(session.Root);

    /// <summary>Writes zuul.d/ and playbooks/ from the model and pipelines/.</summary>
    public void WritePipelines() => GeneratedFiles.Write(session.Root, Pipelines, GenerationTarget.Pipelines);

    /// <summary>Writes devstack/*.local.conf and zuul.d/devstack.yaml from the model and devstack/*.yaml, and warns of
    /// what DevStack isn't known to have.</summary>
    public void WriteDevstack()
    {
        foreach (var unknown in Profiles.Unknown) Session.CurrentTask.Log($"warning: {unknown}");
        GeneratedFiles.Write(session.Root, Devstack, GenerationTarget.Devstack);
    }

    private static IReadOnlyList<string> PathsOf(Func<IReadOnlyList<GeneratedFile>> files)
    {
        try
        {
            return [.. files().Select(f => f.Path)];
        }
        catch (ArgosyException)
        {
            return [];
        }
    }

    /// <summary>Fails where a generated file isn't what the model makes.</summary>
    public void RefuseDrift()
    {
        var drift = GeneratedFiles.FindDrift(
            session.Root, [.. Pipelines, .. Devstack], GenerationTarget.Pipelines, GenerationTarget.Devstack);
        if (drift.Count > 0) throw new ArgosyException(drift);
    }

    /// <summary>Fails where zuul.d/ has an error or a warning; notes go to the task's log.</summary>
    public void RefuseFaults()
    {
        var report = ConfigurationCheck.Run(new(session.Root), Session.CurrentTask.Cancellation);
        var faults = report.Findings.Where(f => f.Severity > Severity.Note).ToList();
        foreach (var finding in report.Findings.Except(faults)) Session.CurrentTask.Log($"{finding.Place}: {finding.Cause}");
        if (faults.Count > 0) throw new ArgosyException([.. faults.Select(f => f.AsDiagnostic())]);
    }
}
