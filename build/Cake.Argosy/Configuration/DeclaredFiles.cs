using Argosy.DevStack;
using Argosy.JobHealth.Promotion;
using Argosy.Packages.Debian;
using Argosy.Packages.Mirrors.Python;
using Argosy.Packages.Nuget;
using Argosy.Packages.Wheels.Definition;
using Argosy.Pipelines;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Configuration;

/// <summary>The declaration files of a project, all read before the first task: a mistake in one of them is reported at
/// once, not by a task minutes later.</summary>
internal sealed class DeclaredFiles(Builds builds)
{
    private readonly List<Diagnostic> _wrong = [];
    private PipelineDeclarations? _pipelines;

    /// <summary>Reads the existing ones; all errors are reported together.</summary>
    public void Check()
    {
        Read(() => builds.Images.Definitions);
        if (Exists(WheelSet.FileName)) Read(() => builds.Wheels.Plan);
        if (Exists(DebDefinition.FileName)) Read(() => builds.Debs.Definitions);
        if (Exists(YankedWheels.FileName)) Read(() => YankedWheels.Load(builds.Settings.Root));
        if (Exists(NugetNotes.FileName)) Read(() => NugetNotes.Load(builds.Settings.Root));
        _pipelines = Read(() => builds.Generated.HasPipelines
            ? PipelineDeclarations.Load(builds.Settings.Root).CheckFor(builds.Settings.Model)
            : null);
        if (Exists(PromotionPolicy.FileName))
            Read(() => PromotionPolicy.Load(At(PromotionPolicy.FileName), PromotionPolicy.FileName));
        Read(() => DevstackProfiles.Load(builds.Settings.Root));
        if (_wrong.Count > 0) throw new ArgosyException(_wrong);
    }

    /// <summary>Targets of CI jobs that aren't among these; after <see cref="Check"/>.</summary>
    public IReadOnlyList<Diagnostic> UnknownTargets(IReadOnlyCollection<string> known) =>
        _pipelines?.UnknownTargets(known) ?? [];

    private T? Read<T>(Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (ArgosyException e)
        {
            _wrong.AddRange(e.Diagnostics);
            return null;
        }
    }

    private bool Exists(string file) => File.Exists(At(file));

    private string At(string path) => Path.Combine(builds.Settings.Root, path);
}
