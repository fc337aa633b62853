using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Debian;

/// <summary>Debian packages of the native libraries, as declared in <c>debs/debs.yaml</c>.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the roots that prove them.</param>
public sealed class DebBuild(BuildSettings settings, PlatformRoots roots)
{
    private const string License = "LICENSE";

    /// <summary>The declared packages.</summary>
    public IReadOnlyList<DebDefinition> Definitions => field ??= DebDefinition.LoadAll(settings.Root);

    /// <summary>The package of that name.</summary>
    public DebDefinition Find(string name) => Definitions.Single(d => d.Name == name);

    /// <summary>Declares a package for a platform.</summary>
    public void Declare(TaskDeclaration task, DebDefinition deb, Platform platform) => task
        .Inputs(License)
        .Values(deb.Fingerprint, $"{settings.SourceDate}", settings.Model.Project.Version, deb.Name)
        .Uses(PlatformRoots.Unpacker)
        .Outputs(settings.Paths.Relative(PathOf(Request(deb, platform))));

    /// <summary>Packs an item's libraries for apt.</summary>
    public async Task BuildAsync(DebDefinition deb, Platform platform, TaskContext task)
    {
        var request = Request(deb, platform);
        await new DebBuilder(task.Commands()).BuildAsync(request, task.Cancellation);
        task.Made(settings.Paths, PathOf(request), ArtifactKind.Deb, platform.Architecture);
    }

    /// <summary>Declares the proof of a package on a platform.</summary>
    public void DeclareProof(TaskDeclaration task, DebDefinition deb, Platform platform) => task
        .Values("proof", deb.Fingerprint)
        .Uses("apt-get", "dpkg", PlatformRoots.Unpacker, "env", $"{platform.Architecture.GnuTriplet}-gcc")
        .Runs(settings.Host, platform.Architecture);

    /// <summary>apt installs a package from its mirror into a clean root, whose loader loads the libraries.</summary>
    public async Task VerifyAsync(DebDefinition definition, Platform platform, TaskContext task)
    {
        var deb = await ReadAsync(definition, platform, task);
        var loader = new LibraryLoader(task.Commands(), platform.Architecture,
            roots.PathOf(platform, PlatformRoots.Sysroot));
        var outcome = await new DebProof(task.Commands(), loader).RunAsync(platform,
            roots.Made(platform, PlatformRoots.Clean), settings.Paths.Mirror("debian"), definition,
            deb, task.Cancellation);
        task.Record(settings.Paths.Relative(deb.Path), ProofLevel.Installs, outcome,
            $"apt installs {deb.Package} on {platform}");
    }

    /// <summary>The packages built for an architecture.</summary>
    internal async Task<IReadOnlyList<DebFile>> ReadAsync(Architecture architecture, TaskContext task) =>
        await Task.WhenAll(Definitions.Select(d => ReadAsync(d, settings.Model.BasePlatform(architecture), task)));

    private static string PathOf(DebRequest request) => Path.Combine(request.TargetFolder, request.FileName);

    private Task<DebFile> ReadAsync(DebDefinition definition, Platform platform, TaskContext task) =>
        DebFile.ReadAsync(PathOf(Request(definition, platform)), task.Commands(), task.Cancellation);

    private DebRequest Request(DebDefinition definition, Platform platform) => new(
        platform, definition, settings.Model.Project.Version, LibrariesOf(definition, platform.Architecture),
        Path.Combine(settings.Root, License), settings.Paths.Debs(platform), settings.SourceDate.Time);

    // The native item that installs all of them; if none does, the first, for the error that names the missing ones.
    private string LibrariesOf(DebDefinition definition, Architecture architecture)
    {
        var folders = settings.Model.Native
            .Select(n => Path.Combine(settings.Paths.Native(n.Name, architecture), "lib"))
            .ToList();
        return folders.Find(f => definition.Libraries.All(l => Path.Exists(Path.Combine(f, l))))
            ?? folders.FirstOrDefault() ?? settings.Paths.Natives;
    }
}
