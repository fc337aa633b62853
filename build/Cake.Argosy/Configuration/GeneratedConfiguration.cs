using Argosy.Artifacts.Tasks;
using Argosy.DevStack;
using Argosy.Pipelines;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Cake.Argosy.Configuration;

/// <summary>Generated CI configuration: the generated files, and those on disk.</summary>
public sealed class GeneratedConfiguration(BuildSettings settings)
{
    /// <summary>Whether the project declares pipelines.</summary>
    public bool HasPipelines => PipelineDeclarations.AreIn(settings.Root);

    /// <summary>The files of <see cref="WritePipelines"/>, which depend on the declarations. None if they are invalid:
    /// the task reports the error.</summary>
    public IReadOnlyList<string> PipelineFiles => PathsOf(() => Pipelines);

    /// <summary>The files of <see cref="WriteDevstack"/>, by the same rules.</summary>
    public IReadOnlyList<string> DevstackFiles => PathsOf(() => Devstack);

    // Generated each time: a task's key depends on the files when it runs, not when it was declared.
    private IReadOnlyList<GeneratedFile> Pipelines =>
        HasPipelines ? PipelineGeneration.Wanted(settings.Model, PipelineDeclarations.Load(settings.Root)).Files : [];

    private IReadOnlyList<GeneratedFile> Devstack =>
        DevstackGenerator.Generate(settings.Model, Profiles);

    private DevstackProfiles Profiles => DevstackProfiles.Load(settings.Root);

    /// <summary>Writes zuul.d/ and playbooks/ from the model and pipelines/.</summary>
    public void WritePipelines() => GeneratedFiles.Write(settings.Root, Pipelines, GenerationTarget.Pipelines);

    /// <summary>Writes devstack/*.local.conf and zuul.d/devstack.yaml from the model and devstack/*.yaml, and warns of
    /// names that DevStack doesn't know.</summary>
    public void WriteDevstack(TaskContext task)
    {
        foreach (var unknown in Profiles.Unknown) task.Log($"warning: {unknown}");
        GeneratedFiles.Write(settings.Root, Devstack, GenerationTarget.Devstack);
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

    /// <summary>Fails if a generated file differs from the model's.</summary>
    public void RefuseDrift()
    {
        var drift = GeneratedFiles.FindDrift(
            settings.Root, [.. Pipelines, .. Devstack], GenerationTarget.Pipelines, GenerationTarget.Devstack);
        if (drift.Count > 0) throw new ArgosyException(drift);
    }

    /// <summary>Fails if zuul.d/ has an error or a warning; notes go to the task's log.</summary>
    public void RefuseFaults(TaskContext task)
    {
        var report = ConfigurationCheck.Run(new(settings.Root), task.Cancellation);
        var faults = report.Findings.Where(f => f.Severity > Severity.Note).ToList();
        foreach (var finding in report.Findings.Except(faults)) task.Log($"{finding.Place}: {finding.Cause}");
        if (faults.Count > 0) throw new ArgosyException([.. faults.Select(f => f.AsDiagnostic())]);
    }
}
