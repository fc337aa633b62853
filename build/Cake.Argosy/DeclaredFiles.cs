using Argosy.DevStack;
using Argosy.JobHealth.Promotion;
using Argosy.Packages.Debian;
using Argosy.Packages.Wheels;
using Argosy.Pipelines;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy;

/// <summary>The files in which a project declares things, all read before the first task: a mistake in one of them is told at once,
/// not by the task that gets to it minutes later.</summary>
internal sealed class DeclaredFiles(Session session)
{
    private readonly List<Diagnostic> _wrong = [];
    private PipelineDeclarations? _pipelines;

    /// <summary>Reads those that are there; every error of all of them is reported together.</summary>
    public void Check()
    {
        Read(() => session.Images.Definitions);
        if (Exists(WheelDefinition.FileName)) Read(() => session.Wheels.Definitions);
        if (Exists(DebDefinition.FileName)) Read(() => session.Debs.Definitions);
        _pipelines = Read(() => session.Generated.HasPipelines ? PipelineDeclarations.Load(session.Root).CheckFor(session.Model) : null);
        if (Exists(PromotionPolicy.FileName)) Read(() => PromotionPolicy.Load(At(PromotionPolicy.FileName), PromotionPolicy.FileName));
        Read(() => DevstackProfiles.Load(session.Root));
        if (_wrong.Count > 0) throw new ArgosyException(_wrong);
    }

    /// <summary>Targets that CI jobs call and that aren't among these; after <see cref="Check"/>.</summary>
    public IReadOnlyList<Diagnostic> UnknownTargets(IReadOnlyCollection<string> known) => _pipelines?.UnknownTargets(known) ?? [];

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

    private string At(string path) => Path.Combine(session.Root, path);
}
