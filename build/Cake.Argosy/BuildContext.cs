using Argosy.Artifacts.Tasks;
using Argosy.Images;
using Argosy.Images.Publishing;
using Argosy.Images.SupplyChain;
using Argosy.Packages.Debian;
using Argosy.Packages.Dotnet;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Ledger;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Release;
using Argosy.Release.Reproduction;
using Argosy.Site.Documentation;
using Argosy.Site.Documentation.Reference;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Native;
using Argosy.Toolchains.Running;
using Cake.Argosy.Configuration;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>What a task works with: Cake's context, the run's settings, the builds of each kind of artifact, and the
/// task itself while it runs.</summary>
public sealed class BuildContext : CakeContextAdapter
{
    private readonly Builds _builds;
    private readonly TaskContext? _task;

    internal BuildContext(ICakeContext context, Builds builds, TaskContext? task = null)
        : base(context) => (_builds, _task) = (builds, task);

    /// <summary>The running task. An error outside of one.</summary>
    public TaskContext Task => _task ?? throw new InvalidOperationException("no task is running");

    /// <summary>The project, its model, the machine and the command line's choices.</summary>
    public BuildSettings Settings => _builds.Settings;

    /// <summary>What <c>argosy.yaml</c> says.</summary>
    public Model Model => Settings.Model;

    /// <summary>The paths of outputs.</summary>
    public ProjectPaths Paths => Settings.Paths;

    /// <summary>Roots of Debian packages.</summary>
    public PlatformRoots Roots => _builds.Roots;

    /// <summary>Native code.</summary>
    public NativeBuild Native => _builds.Native;

    /// <summary>.NET projects.</summary>
    public DotnetBuild Dotnet => _builds.Dotnet;

    /// <summary>Container images.</summary>
    public ImageBuild Images => _builds.Images;

    /// <summary>Bills of materials, provenance and signatures of images.</summary>
    public AttestationBuild Attestations => _builds.Attestations;

    /// <summary>Container images in registries.</summary>
    public ImagePublisher Publisher => _builds.Publisher;

    /// <summary>Python wheels.</summary>
    public WheelBuild Wheels => _builds.Wheels;

    /// <summary>Proofs of wheels.</summary>
    public WheelVerification WheelProofs => _builds.WheelProofs;

    /// <summary>What became of the wheels.</summary>
    public LedgerBuild Ledger => _builds.Ledger;

    /// <summary>Debian packages.</summary>
    public DebBuild Debs => _builds.Debs;

    /// <summary>Mirrors where they are served.</summary>
    public MirrorPublication Publication => _builds.Publication;

    /// <summary>Releases.</summary>
    public ReleaseBuild Release => _builds.Release;

    /// <summary>Second builds of releases.</summary>
    public ReleaseReproduction Reproduction => _builds.Reproduction;

    /// <summary>The project's documentation.</summary>
    public SiteBuild Site => _builds.Site;

    /// <summary>Generated CI configuration.</summary>
    public GeneratedConfiguration Generated => _builds.Generated;

    /// <summary>Test suites; results in <c>artifacts/tests/</c>.</summary>
    public TestSuites Suites => new(Task.Commands(), Paths.Tests);

    /// <summary>The targets of the graph with their names and cells, for the reference.</summary>
    public IReadOnlyList<TargetEntry> Targets => _builds.Registration?.Describe() ?? [];

    /// <summary>The tasks of the graph; null until they are registered.</summary>
    internal TaskRegistration? Registration => _builds.Registration;

    /// <summary>The same for a task that runs.</summary>
    internal BuildContext For(TaskContext task) => new(this, _builds, task);
}
