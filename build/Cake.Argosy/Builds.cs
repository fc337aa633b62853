using Argosy.Engine;
using Argosy.Images;
using Argosy.Images.Publishing;
using Argosy.Images.SupplyChain;
using Argosy.Packages.Debian;
using Argosy.Packages.Dotnet;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Ledger;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms.Building;
using Argosy.Release;
using Argosy.Release.Reproduction;
using Argosy.Site.Documentation;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Native;
using Argosy.Toolchains.Running;
using Cake.Argosy.Configuration;
using Cake.Argosy.Tasks;

namespace Cake.Argosy;

/// <summary>The builds of a run, each made when it is first needed; all tasks share them.</summary>
internal sealed class Builds(
    BuildSettings settings, SigningSettings signing, Func<PushSettings>? push = null) : IDisposable
{
    private readonly Confinement _confinement = new();

    public BuildSettings Settings => settings;

    // Its messages go to the log of the task that needed something first.
    public PlatformRoots Roots => field ??= new(settings, line => TaskRun.Current?.Log(line))
    {
        Added = (platform, purpose) => [.. Usual(purpose), .. WheelRoots.Added(platform, purpose)],
    };

    public NativeBuild Native => field ??= new(settings, Roots, _confinement);

    public DotnetBuild Dotnet => field ??= new(settings, Roots);

    public ImageBuild Images => field ??= new(settings, Roots);

    public AttestationBuild Attestations => field ??= new(settings, Images, signing);

    public ImagePublisher Publisher => field ??= new(settings, push?.Invoke() ?? new());

    /// <summary>How mirrors are published.</summary>
    public PublishSettings Publish { get; init; } = new(null, signing.LoadKey, DryRun: false);

    public MirrorPublication Publication => field ??= new(settings, Publish);

    public WheelBuild Wheels => field ??= new(settings, Roots, _confinement);

    public DebBuild Debs => field ??= new(settings, Roots, Native);
    public WheelVerification WheelProofs => field ??= new(settings, Wheels);

    public LedgerBuild Ledger => field ??= new(settings, Wheels);

    public SiteBuild Site => field ??= new(settings);

    /// <summary>How releases are made.</summary>
    public ReleaseOptions ReleaseOptions { get; init; } = new(signing.LoadKey);

    public ReleaseBuild Release => field ??= new(settings, Dotnet, Debs, Images, ReleaseOptions);

    public ReleaseReproduction Reproduction => field ??= new(settings);

    public GeneratedConfiguration Generated => field ??= new(settings);

    public TaskRegistration? Registration { get; set; }

    public void Dispose() => Roots.Dispose();

    // Of a purpose that the model doesn't describe; native items' packages alone make no sysroot.
    private IEnumerable<string> Usual(string purpose)
    {
        var described = settings.Model.Roots.GetValueOrDefault(purpose, []);
        if (described.Count > 0 && (purpose != PlatformRoots.Sysroot || described.Contains("libc6-dev"))) return [];
        return UsualRoots.Of(
            purpose, Wheels.Definitions.Count > 0,
            [.. Debs.Definitions.Count == 0 ? [] : settings.Model.Native.SelectMany(n => n.Packages)]);
    }
}
