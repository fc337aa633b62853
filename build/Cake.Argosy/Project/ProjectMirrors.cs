using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Packages.Nuget;
using Argosy.Packages.Wheels;
using Argosy.Platforms;

namespace Cake.Argosy.Project;

/// <summary>The mirrors for a static web server, under <c>artifacts/mirror/</c>.</summary>
public sealed class ProjectMirrors(Session session)
{
    /// <summary>Writes a platform's wheels for pip.</summary>
    public void WriteWheels(Platform platform)
    {
        using var staged = new StagedFolder(OfWheels(platform));
        WheelIndex.Write(staged.Path, WheelFile.ReadAll(session.Paths.Wheels(platform)));
        staged.Publish();
    }

    /// <summary>Writes the packages for NuGet.</summary>
    public void WriteNuget()
    {
        using var staged = new StagedFolder(session.Paths.Mirror("nuget"));
        NugetFeed.Write(staged.Path, session.Dotnet.PackageFiles.Select(NugetPackage.Read), new Uri(session.Model.MirrorAddress, "nuget/"));
        staged.Publish();
    }

    /// <summary>Writes the debs for apt.</summary>
    public async Task WriteDebianAsync()
    {
        using var staged = new StagedFolder(session.Paths.Mirror("debian"));
        var debs = new List<DebFile>();
        foreach (var architecture in session.Architectures) debs.AddRange(await session.Debs.ReadAsync(architecture));
        DebRepository.Write(staged.Path,
            new Dictionary<Distribution, IReadOnlyList<DebFile>> { [session.Model.Distributions[0]] = debs },
            session.Architectures, session.Model.Project.Name, session.SourceDate.Time);
        staged.Publish();
    }

    /// <summary>A platform's wheel mirror.</summary>
    public string OfWheels(Platform platform) => Path.Combine(session.Paths.Mirror("wheel"), platform.WheelSlug);
}
