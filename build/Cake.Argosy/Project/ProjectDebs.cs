using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Toolchains.Running;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>Debian packages of the native libraries, as <c>debs/debs.yaml</c> describes them.</summary>
public sealed class ProjectDebs(Session session)
{
    private const string License = "LICENSE";

    internal IReadOnlyList<DebDefinition> Definitions => field ??= DebDefinition.LoadAll(session.Root);

    /// <summary>Declares the packages of an architecture's libraries.</summary>
    public void Declare(CakeTaskBuilder task, Architecture architecture) => task
        .Inputs(Definitions.Count == 0 ? [] : [License])
        .InputsIfPresent(DebDefinition.FileName)
        .Values($"{session.SourceDate}", session.Model.Project.Version, string.Join(',', Definitions.Select(d => d.Name)))
        .Uses("dpkg-deb")
        .Outputs(session.Paths.Relative(FolderOf(architecture)));

    /// <summary>Packs an architecture's libraries for apt, into a folder that then holds nothing else.</summary>
    public async Task BuildAsync(Architecture architecture)
    {
        using var staged = new StagedFolder(FolderOf(architecture));
        foreach (var request in Requests(architecture))
            await new DebBuilder(Session.Commands).BuildAsync(request with { TargetFolder = staged.Path }, Session.CurrentTask.Cancellation);
        staged.Publish();
        foreach (var request in Requests(architecture)) session.Outputs.Made(PathOf(request), ArtifactKind.Deb, architecture);
    }

    /// <summary>apt installs each package from its mirror into a clean root, whose loader takes the libraries.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        foreach (var request in Requests(architecture))
        {
            var deb = await ReadAsync(request);
            var loader = new LibraryLoader(
                Session.Commands, architecture, session.Roots.PathOf(request.Platform, ProjectRoots.Sysroot));
            var outcome = await new DebProof(Session.Commands, loader).RunAsync(request.Platform,
                session.Roots.Made(request.Platform, ProjectRoots.Clean), session.Paths.Mirror("debian"), request.Definition,
                deb, Session.CurrentTask.Cancellation);
            Evidence.Record(session.Paths.Relative(deb.Path), ProofLevel.Installs, outcome, $"apt installs {deb.Package} on {request.Platform}");
        }
    }

    /// <summary>What was built for an architecture.</summary>
    internal async Task<IReadOnlyList<DebFile>> ReadAsync(Architecture architecture) =>
        await Task.WhenAll(Requests(architecture).Select(ReadAsync));

    private static string PathOf(DebRequest request) => Path.Combine(request.TargetFolder, request.FileName);

    private static Task<DebFile> ReadAsync(DebRequest request) =>
        DebFile.ReadAsync(PathOf(request), Session.Commands, Session.CurrentTask.Cancellation);

    private IEnumerable<DebRequest> Requests(Architecture architecture)
    {
        var platform = session.Model.BasePlatform(architecture);
        return Definitions.Select(definition => new DebRequest(platform, definition, session.Model.Project.Version,
            Path.Combine(session.Paths.Native(architecture), "lib"), Path.Combine(session.Root, License),
            FolderOf(architecture), session.SourceDate.Time));
    }

    private string FolderOf(Architecture architecture) => session.Paths.Debs(session.Model.BasePlatform(architecture));
}
