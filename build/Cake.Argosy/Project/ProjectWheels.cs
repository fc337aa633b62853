using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>The wheels declared in <c>wheels/wheels.yaml</c>.</summary>
public sealed class ProjectWheels(Session session)
{
    private const string Kind = "wheel";

    internal IReadOnlyList<WheelDefinition> Definitions => field ??= WheelDefinition.LoadAll(session.Root);

    /// <summary>A cell for each wheel's sdist.</summary>
    public IEnumerable<Cell> SdistCells => Definitions.Select(d => new Cell(Kind, d.Name));

    /// <summary>A cell for each wheel and platform.</summary>
    public IEnumerable<Cell> Cells => Definitions.SelectMany(d => session.Model.Platforms.Select(new Cell(Kind, d.Name).For));

    /// <summary>A cell for each platform, if there are wheels.</summary>
    public IEnumerable<Cell> FolderCells => Definitions.Count == 0 ? [] : session.Model.Platforms.Select(Cell.Of);

    /// <summary>The wheel of a cell.</summary>
    public WheelDefinition Find(Cell cell) => Definitions.Single(d => d.Name == cell?.Item);

    /// <summary>Declares that a wheel's sdist is fetched.</summary>
    public void DeclareFetch(CakeTaskBuilder task, WheelDefinition wheel) =>
        task.InputsIfPresent(SdistLock.FileName).Values(wheel.Name, wheel.Source, $"locked={session.Locked}").LocalOnly();

    /// <summary>Declares that a wheel is cross-built for a platform.</summary>
    public void Declare(CakeTaskBuilder task, WheelDefinition wheel, Platform platform) => task
        .InputsIfPresent(SdistLock.FileName)
        .Values(wheel.Fingerprint, $"{session.SourceDate}", $"locked={session.Locked}")
        .Uses("gzip", "xz", "unshare", "env")
        .UsesVersioned([$"{platform.Architecture.GnuTriplet}-gcc", .. wheel.Tools])
        .UsesIfPresent($"{platform.Architecture.GnuTriplet}-g++")
        .Outputs(session.Paths.Relative(session.Paths.Wheel(platform, wheel.Name)));

    /// <summary>Fetches a wheel's sdist into the user's cache.</summary>
    public async Task<Sdist> FetchAsync(WheelDefinition wheel) =>
        (await FetchAsync([wheel], session.Locked ? LockPolicy.Require : LockPolicy.Prefer))[0];

    /// <summary>Cross-builds a wheel for a platform. The build sees the platform's sysroot, the distribution's Python, and the tools
    /// that the wheel names.</summary>
    /// <param name="wheel">The wheel.</param>
    /// <param name="platform">The platform.</param>
    public async Task BuildAsync(WheelDefinition wheel, Platform platform)
    {
        if (await session.Confinement.RefusalOnceAsync(Session.Commands) is { } refusal) Session.CurrentTask.Note(refusal);
        var sdist = await FetchAsync(wheel);
        var python = session.Roots.OnHost(platform.Distribution);
        using var staged = new StagedFolder(session.Paths.Wheel(platform, wheel.Name));
        await new WheelBuilder(Session.Commands, session.Confinement).BuildAsync(
            new WheelRequest(platform, sdist, session.Roots.PathOf(platform, ProjectRoots.Sysroot),
                session.Roots.PathOf(python, ProjectRoots.PythonBuild), staged.Path, session.SourceDate.Time),
            Session.CurrentTask.Cancellation);
        staged.Publish();
    }

    /// <summary>Puts a platform's wheels into one folder, which then has exactly the listed ones.</summary>
    public void Collect(Platform platform)
    {
        var target = session.Paths.Wheels(platform);
        using var staged = new StagedFolder(target);
        var files = Definitions.SelectMany(d => FolderListing.FilesOf(session.Paths.Wheel(platform, d.Name), ".whl")).ToList();
        foreach (var file in files) File.Copy(file, Path.Combine(staged.Path, Path.GetFileName(file)));
        staged.Publish();
        foreach (var file in files)
            session.Outputs.Made(Path.Combine(target, Path.GetFileName(file)), ArtifactKind.Wheel, platform.Architecture);
    }

    /// <summary>pip installs a wheel from its mirror into a clean root, and its smoke test passes there.</summary>
    public async Task ProveAsync(WheelDefinition definition, Platform platform)
    {
        var wheel = WheelFile.ReadAll(session.Paths.Wheels(platform)).Single(w => w.Name.Normalized == definition.Name);
        var outcome = await new WheelProof(Session.Commands).RunAsync(platform,
            session.Roots.PathOf(platform, ProjectRoots.Clean), session.Mirrors.OfWheels(platform), definition,
            wheel, Session.CurrentTask.Cancellation);
        Evidence.Record(session.Paths.Relative(wheel.Path), ProofLevel.Installs, outcome, $"pip installs {definition.Name} on {platform}");
    }

    internal Task<IReadOnlyList<Sdist>> FetchAllAsync(LockPolicy policy) => FetchAsync(Definitions, policy);

    private Task<IReadOnlyList<Sdist>> FetchAsync(IReadOnlyList<WheelDefinition> wheels, LockPolicy policy) =>
        new SdistFetcher(Session.Commands, SdistFetcher.DefaultCache, note =>
        {
            Session.CurrentTask.Unpinned();
            Session.CurrentTask.Note(note);
        }).FetchAsync(wheels, SdistLock.Load(Path.Combine(session.Root, SdistLock.FileName)), policy,
            new SourceArchive(session.Model.Distributions[0], session.Model.DebianMirror), Session.CurrentTask.Cancellation);
}
