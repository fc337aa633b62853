using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Cake.Argosy.Proofs;

namespace Cake.Argosy.Project;

/// <summary>The wheels that <c>wheels/wheels.yaml</c> lists.</summary>
public sealed class ProjectWheels(Session session)
{
    private IReadOnlyList<WheelDefinition> Definitions => field ??= WheelDefinition.Load(Path.Combine(session.Root, WheelDefinition.FileName));

    /// <summary>Fetches every wheel's sdist into the user's cache.</summary>
    public Task<IReadOnlyList<Sdist>> FetchAsync() => FetchAsync(session.Locked ? LockPolicy.Require : LockPolicy.Prefer);

    /// <summary>Cross-builds an architecture's wheels, for each distribution.</summary>
    public async Task BuildAsync(Architecture architecture)
    {
        var sdists = await FetchAsync();
        foreach (var platform in session.Model.PlatformsOf(architecture))
        {
            var python = new Platform(platform.Distribution, Architecture.BuildMachine);
            foreach (var sdist in sdists)
            {
                var wheel = await new WheelBuilder(Session.Commands).BuildAsync(
                    new(platform, sdist, session.Roots.PathOf(platform, ProjectRoots.Sysroot),
                        session.Roots.PathOf(python, ProjectRoots.PythonBuild), session.Paths.Wheels(platform), session.SourceDate.Time),
                    Session.CurrentTask.Cancellation);
                session.Outputs.Made(wheel.Path, ArtifactKind.Wheel, architecture, sdist.Pinned);
            }
        }
    }

    /// <summary>pip installs each wheel from its mirror into a clean root, and its smoke test passes there.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        foreach (var platform in session.Model.PlatformsOf(architecture))
        {
            foreach (var wheel in WheelFile.ReadAll(session.Paths.Wheels(platform)))
            {
                var definition = Definitions.Single(d => d.Name == wheel.Name.Normalized);
                var outcome = await new WheelProof(Session.Commands).RunAsync(platform,
                    session.Roots.PathOf(platform, ProjectRoots.Clean), session.Mirrors.OfWheels(platform), definition,
                    wheel.Name.Version, Session.CurrentTask.Cancellation);
                Evidence.Record(session.Paths.Relative(wheel.Path), ProofLevel.Installs, outcome, $"pip installs {definition.Name} on {platform}");
            }
        }
    }

    internal Task<IReadOnlyList<Sdist>> FetchAsync(LockPolicy policy) =>
        new SdistFetcher(Session.Commands, SdistFetcher.DefaultCache, note =>
        {
            Session.CurrentTask.Unpinned();
            Session.CurrentTask.Note(note);
        }).FetchAsync(Definitions, SdistLock.Load(Path.Combine(session.Root, SdistLock.FileName)), policy,
            new SourceArchive(session.Model.Distributions[0], session.Model.DebianMirror), Session.CurrentTask.Cancellation);
}
