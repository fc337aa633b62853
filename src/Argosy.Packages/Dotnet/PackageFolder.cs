using Argosy.Artifacts.Files;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Dotnet;

/// <summary>A folder of its own, in which NuGet knows the built packages alone: neither the machine's feeds nor its
/// cache of packages. The owner disposes it.</summary>
internal sealed class PackageFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new("argosy-trial-");

    /// <summary>Makes it.</summary>
    public PackageFolder(ProjectPaths paths)
    {
        Configuration = System.IO.Path.Combine(Path, "nuget.config");
        File.WriteAllText(Configuration,
            $"""
            <configuration><packageSources>
              <clear /><add key="built" value="{paths.Packages}" />
            </packageSources></configuration>
            """);
    }

    /// <summary>Its path.</summary>
    public string Path => _folder.Path;

    /// <summary>The file that names the packages as the only source.</summary>
    public string Configuration { get; }

    /// <summary>Variables that keep the packages, templates and settings of a .NET command in the folder.</summary>
    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["NUGET_PACKAGES"] = System.IO.Path.Combine(Path, ".packages"),
        ["DOTNET_CLI_HOME"] = System.IO.Path.Combine(Path, ".home"),
    };

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
