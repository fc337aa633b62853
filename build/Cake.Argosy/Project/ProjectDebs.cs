using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>Debian packages of the native libraries, as <c>debs/debs.yaml</c> describes them.</summary>
public sealed class ProjectDebs(Session session)
{
    private IReadOnlyList<DebDefinition> Definitions => field ??= DebDefinition.Load(Path.Combine(session.Root, DebDefinition.FileName));

    /// <summary>Declares the packages of an architecture's libraries.</summary>
    public void Declare(CakeTaskBuilder task, Architecture architecture) => task
        .Inputs(DebDefinition.FileName, "LICENSE")
        .Values($"{session.SourceDate}", session.Model.Project.Version)
        .Uses("dpkg-deb")
        .Outputs([.. Requests(architecture).Select(r => session.Paths.Relative(PathOf(r)))]);

    /// <summary>Packs an architecture's libraries for apt.</summary>
    public async Task BuildAsync(Architecture architecture)
    {
        foreach (var request in Requests(architecture))
        {
            var deb = await new DebBuilder(Session.Commands).BuildAsync(request, Session.CurrentTask.Cancellation);
            session.Outputs.Made(deb.Path, ArtifactKind.Deb, architecture);
        }
    }

    /// <summary>apt installs each package from its mirror into a clean root, whose loader takes the libraries.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        foreach (var request in Requests(architecture))
        {
            var deb = await ReadAsync(request);
            var outcome = await new DebProof(Session.Commands).RunAsync(request.Platform,
                session.Roots.Made(request.Platform, ProjectRoots.Clean), session.Paths.Mirror("debian"), request.Definition,
                deb.Version, Session.CurrentTask.Cancellation);
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
            Path.Combine(session.Paths.Native(architecture), "lib"), Path.Combine(session.Root, "LICENSE"),
            session.Paths.Debs(platform.Distribution), session.SourceDate.Time));
    }
}
