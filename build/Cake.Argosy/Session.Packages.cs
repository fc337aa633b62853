using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Packages.Nuget;
using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Core;

namespace Cake.Argosy;

public sealed partial class Session
{
    private IReadOnlyList<WheelDefinition> WheelDefinitions => field ??= WheelDefinition.Load(Path.Combine(Root, WheelDefinition.FileName));

    private IReadOnlyList<DebDefinition> DebDefinitions => field ??= DebDefinition.Load(Path.Combine(Root, DebDefinition.FileName));

    /// <summary>Fetches every wheel's sdist into the user's cache.</summary>
    public Task<IReadOnlyList<Sdist>> FetchSdistsAsync() => FetchSdistsAsync(Locked ? LockPolicy.Require : LockPolicy.Prefer);

    /// <summary>Cross-builds an architecture's wheels, for each distribution.</summary>
    public async Task BuildWheelsAsync(Architecture architecture)
    {
        var sdists = await FetchSdistsAsync();
        foreach (var platform in Model.PlatformsOf(architecture))
        {
            var buildRoot = RootOf(new(platform.Distribution, Architecture.BuildMachine), PythonBuild);
            foreach (var sdist in sdists)
            {
                var wheel = await new WheelBuilder(Commands).BuildAsync(
                    new(platform, sdist, RootOf(platform, Sysroot), buildRoot, Paths.Wheels(platform), SourceDate.Time),
                    CurrentTask.Cancellation);
                var artifact = Artifact.OfFile(Root, Paths.Relative(wheel.Path), ArtifactKind.Wheel, architecture.Name);
                CurrentTask.Made(artifact with { Pinned = sdist.Pinned });
            }
        }
    }

    /// <summary>Declares the Debian packages of an architecture's native libraries.</summary>
    public void DeclareDebs(CakeTaskBuilder task, Architecture architecture) => task
        .Inputs(DebDefinition.FileName, "LICENSE")
        .Values($"{SourceDate}", Model.Project.Version)
        .Outputs([.. DebRequests(architecture).Select(r => Paths.Relative(Path.Combine(r.TargetFolder, r.FileName)))]);

    /// <summary>Packs an architecture's native libraries for apt.</summary>
    public async Task BuildDebsAsync(Architecture architecture)
    {
        foreach (var request in DebRequests(architecture))
        {
            var deb = await new DebBuilder(Commands).BuildAsync(request, CurrentTask.Cancellation);
            CurrentTask.Made(Artifact.OfFile(Root, Paths.Relative(deb.Path), ArtifactKind.Deb, architecture.Name));
        }
    }

    /// <summary>Writes what a static web server serves: wheels for pip, packages for NuGet, debs for apt.</summary>
    public async Task WriteMirrorsAsync()
    {
        foreach (var platform in Architectures.SelectMany(Model.PlatformsOf))
            WheelIndex.Write(WheelMirror(platform), WheelFile.ReadAll(Paths.Wheels(platform)));
        NugetFeed.Write(Paths.Mirror("nuget"), NugetPackage.ReadAll(Paths.Packages), new Uri(Model.MirrorAddress, "nuget/"));
        var debs = new List<DebFile>();
        foreach (var request in Architectures.SelectMany(DebRequests))
            debs.Add(await DebFile.ReadAsync(Path.Combine(request.TargetFolder, request.FileName), Commands, CurrentTask.Cancellation));
        DebRepository.Write(Paths.Mirror("debian"),
            new Dictionary<Distribution, IReadOnlyList<DebFile>> { [Model.Distributions[0]] = debs },
            Architectures, Model.Project.Name, SourceDate.Time);
    }

    /// <summary>pip installs each wheel from its mirror into a clean root, and its smoke test passes there.</summary>
    public async Task ProveWheelsAsync(Architecture architecture)
    {
        foreach (var platform in Model.PlatformsOf(architecture))
        {
            foreach (var wheel in WheelFile.ReadAll(Paths.Wheels(platform)))
            {
                var definition = WheelDefinitions.Single(d => d.Name == wheel.Name.Normalized);
                var outcome = await new WheelProof(Commands).RunAsync(platform, RootOf(platform, CleanRoot), WheelMirror(platform),
                    definition, wheel.Name.Version, CurrentTask.Cancellation);
                Evidence.Record(Paths.Relative(wheel.Path), ProofLevel.Installs, outcome, $"pip installs {definition.Name} on {platform}");
            }
        }
    }

    /// <summary>apt installs each Debian package from its mirror into a clean root, whose loader takes the libraries.
    /// </summary>
    public async Task ProveDebsAsync(Architecture architecture)
    {
        foreach (var request in DebRequests(architecture))
        {
            var deb = await DebFile.ReadAsync(Path.Combine(request.TargetFolder, request.FileName), Commands, CurrentTask.Cancellation);
            var outcome = await new DebProof(Commands).RunAsync(request.Platform, MadeRoot(request.Platform, CleanRoot),
                Paths.Mirror("debian"), request.Definition, deb.Version, CurrentTask.Cancellation);
            Evidence.Record(Paths.Relative(deb.Path), ProofLevel.Installs, outcome, $"apt installs {deb.Package} on {request.Platform}");
        }
    }

    private string WheelMirror(Platform platform) => Path.Combine(Paths.Mirror("wheel"), platform.WheelSlug);

    private IEnumerable<DebRequest> DebRequests(Architecture architecture)
    {
        var platform = Model.BasePlatform(architecture);
        return DebDefinitions.Select(definition => new DebRequest(platform, definition, Model.Project.Version,
            Path.Combine(Paths.Native(architecture), "lib"), Path.Combine(Root, "LICENSE"), Paths.Debs(platform.Distribution), SourceDate.Time));
    }

    private Task<IReadOnlyList<Sdist>> FetchSdistsAsync(LockPolicy policy) =>
        new SdistFetcher(Commands, SdistFetcher.DefaultCache, note =>
        {
            CurrentTask.Unpinned();
            CurrentTask.Note(note);
        }).FetchAsync(WheelDefinitions, SdistLock.Load(Path.Combine(Root, SdistLock.FileName)), policy,
            new SourceArchive(Model.Distributions[0], Model.DebianMirror), CurrentTask.Cancellation);
}
