using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Toolchains.Running;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>Debian packages of the native libraries, as declared in <c>debs/debs.yaml</c>.</summary>
public sealed class ProjectDebs(Session session)
{
    private const string Kind = "deb";
    private const string License = "LICENSE";

    internal IReadOnlyList<DebDefinition> Definitions => field ??= DebDefinition.LoadAll(session.Root);

    /// <summary>A cell for each package and each architecture's base platform.</summary>
    public IEnumerable<Cell> Cells =>
        Definitions.SelectMany(d => session.Model.Architectures.Select(a => new Cell(Kind, d.Name).For(session.Model.BasePlatform(a))));

    /// <summary>The package of a cell.</summary>
    public DebDefinition Find(Cell cell) => Definitions.Single(d => d.Name == cell?.Item);

    /// <summary>Declares a package for a platform.</summary>
    public void Declare(CakeTaskBuilder task, DebDefinition deb, Platform platform) => task
        .Inputs(License)
        .Values(deb.Fingerprint, $"{session.SourceDate}", session.Model.Project.Version, deb.Name)
        .Uses(ProjectRoots.Unpacker)
        .Outputs(session.Paths.Relative(PathOf(Request(deb, platform))));

    /// <summary>Packs an item's libraries for apt.</summary>
    public async Task BuildAsync(DebDefinition deb, Platform platform)
    {
        var request = Request(deb, platform);
        await new DebBuilder(Session.Commands).BuildAsync(request, Session.CurrentTask.Cancellation);
        session.Outputs.Made(PathOf(request), ArtifactKind.Deb, platform.Architecture);
    }

    /// <summary>apt installs a package from its mirror into a clean root, whose loader loads the libraries.</summary>
    public async Task ProveAsync(DebDefinition definition, Platform platform)
    {
        var deb = await ReadAsync(definition, platform);
        var loader = new LibraryLoader(Session.Commands, platform.Architecture, session.Roots.PathOf(platform, ProjectRoots.Sysroot));
        var outcome = await new DebProof(Session.Commands, loader).RunAsync(platform,
            session.Roots.Made(platform, ProjectRoots.Clean), session.Paths.Mirror("debian"), definition,
            deb, Session.CurrentTask.Cancellation);
        Evidence.Record(session.Paths.Relative(deb.Path), ProofLevel.Installs, outcome, $"apt installs {deb.Package} on {platform}");
    }

    /// <summary>The packages built for an architecture.</summary>
    internal async Task<IReadOnlyList<DebFile>> ReadAsync(Architecture architecture) =>
        await Task.WhenAll(Definitions.Select(d => ReadAsync(d, session.Model.BasePlatform(architecture))));

    private static string PathOf(DebRequest request) => Path.Combine(request.TargetFolder, request.FileName);

    private Task<DebFile> ReadAsync(DebDefinition definition, Platform platform) =>
        DebFile.ReadAsync(PathOf(Request(definition, platform)), Session.Commands, Session.CurrentTask.Cancellation);

    private DebRequest Request(DebDefinition definition, Platform platform) => new(
        platform, definition, session.Model.Project.Version, LibrariesOf(definition, platform.Architecture),
        Path.Combine(session.Root, License), session.Paths.Debs(platform), session.SourceDate.Time);

    // The native item that installs all of them; if none does, the first, for the error that names the missing ones.
    private string LibrariesOf(DebDefinition definition, Architecture architecture)
    {
        var folders = session.Model.Native.Select(n => Path.Combine(session.Paths.Native(n.Name, architecture), "lib")).ToList();
        return folders.Find(f => definition.Libraries.All(l => Path.Exists(Path.Combine(f, l))))
            ?? folders.FirstOrDefault() ?? session.Paths.Natives;
    }
}
