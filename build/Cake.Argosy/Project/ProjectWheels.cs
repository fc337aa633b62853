using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Cake.Argosy.Proofs;

namespace Cake.Argosy.Project;

/// <summary>The wheels that <c>wheels/wheels.yaml</c> lists.</summary>
public sealed class ProjectWheels(Session session)
{
    internal IReadOnlyList<WheelDefinition> Definitions => field ??= WheelDefinition.LoadAll(session.Root);

    /// <summary>Fetches every wheel's sdist into the user's cache.</summary>
    public Task<IReadOnlyList<Sdist>> FetchAsync() => FetchAsync(session.Locked ? LockPolicy.Require : LockPolicy.Prefer);

    /// <summary>Cross-builds an architecture's wheels, for each distribution. Builds see the platform's sysroot, the distribution's
    /// Python, and the tools that are named.</summary>
    /// <param name="architecture">What for.</param>
    /// <param name="tools">Programs beside the compilers and the shell's that builds start, such as <c>pkg-config</c>; the task declares
    /// them with <c>Uses</c>.</param>
    public async Task BuildAsync(Architecture architecture, params string[] tools)
    {
        if (await session.Confinement.RefusalOnceAsync(Session.Commands) is { } refusal) Session.CurrentTask.Note(refusal);
        var sdists = await FetchAsync();
        foreach (var platform in session.Model.PlatformsOf(architecture))
        {
            var python = new Platform(platform.Distribution, Architecture.BuildMachine);
            using var staged = new StagedFolder(session.Paths.Wheels(platform));
            var made = new List<(string File, bool Pinned)>();
            foreach (var sdist in sdists)
            {
                var wheel = await new WheelBuilder(Session.Commands, session.Confinement).BuildAsync(
                    new WheelRequest(platform, sdist, session.Roots.PathOf(platform, ProjectRoots.Sysroot),
                        session.Roots.PathOf(python, ProjectRoots.PythonBuild), staged.Path, session.SourceDate.Time)
                    {
                        Tools = tools,
                    },
                    Session.CurrentTask.Cancellation);
                made.Add((wheel.Name.FileName, sdist.Pinned));
            }

            // The folder holds what the list names and nothing else.
            staged.Publish();
            foreach (var (file, pinned) in made)
                session.Outputs.Made(Path.Combine(session.Paths.Wheels(platform), file), ArtifactKind.Wheel, architecture, pinned);
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
                    wheel, Session.CurrentTask.Cancellation);
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
