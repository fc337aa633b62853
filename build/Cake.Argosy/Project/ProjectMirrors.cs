using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Packages.Nuget;
using Argosy.Packages.Wheels;
using Argosy.Platforms;

namespace Cake.Argosy.Project;

/// <summary>What a static web server serves, under <c>artifacts/mirror/</c>.</summary>
public sealed class ProjectMirrors(Session session)
{
    /// <summary>Writes the mirrors: wheels for pip, packages for NuGet, debs for apt. The folder then holds nothing else,
    /// such as the mirror of a platform that is no longer built for.</summary>
    public async Task WriteAsync()
    {
        using var staged = new StagedFolder(session.Paths.Mirrors);
        foreach (var platform in session.Architectures.SelectMany(session.Model.PlatformsOf))
            WheelIndex.Write(Path.Combine(staged.Path, "wheel", platform.WheelSlug), WheelFile.ReadAll(session.Paths.Wheels(platform)));
        NugetFeed.Write(Path.Combine(staged.Path, "nuget"), NugetPackage.ReadAll(session.Paths.Packages), new Uri(session.Model.MirrorAddress, "nuget/"));
        var debs = new List<DebFile>();
        foreach (var architecture in session.Architectures) debs.AddRange(await session.Debs.ReadAsync(architecture));
        DebRepository.Write(Path.Combine(staged.Path, "debian"),
            new Dictionary<Distribution, IReadOnlyList<DebFile>> { [session.Model.Distributions[0]] = debs },
            session.Architectures, session.Model.Project.Name, session.SourceDate.Time);
        staged.Publish();
        foreach (var kind in (string[])["wheels", "debs", "sysroots"]) session.Outputs.RemoveOtherPlatforms(Path.Combine(session.Paths.Artifacts, kind));
    }

    /// <summary>A platform's wheel mirror.</summary>
    public string OfWheels(Platform platform) => Path.Combine(session.Paths.Mirror("wheel"), platform.WheelSlug);
}
