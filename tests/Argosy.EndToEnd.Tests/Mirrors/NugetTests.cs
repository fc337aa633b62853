using System.IO.Compression;
using Argosy.Processes;

namespace Argosy.EndToEnd.Tests.Mirrors;

/// <summary>The SDK's own commands read the served feed, each with empty folders of packages and caches.</summary>
[Collection(OneServer.Name)]
[Trait("Category", "EndToEnd")]
public sealed class NugetTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><UseAppHost>false</UseAppHost></PropertyGroup>
          <ItemGroup>REFERENCES</ItemGroup>
        </Project>
        """;

    private readonly TestFolder _folder = new();

    public NugetTests(ServedMirrors mirrors)
    {
        ArgumentNullException.ThrowIfNull(mirrors);
        _folder.Write("nuget.config", $"""
            <configuration><packageSources><clear />
            <add key="mirror" value="{mirrors.Address}nuget/index.json" allowInsecureConnections="true" />
            </packageSources></configuration>
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_project_is_restored_and_a_package_is_added()
    {
        var version = ServedMirrors.Model.Project.Version;
        _folder.Write("restored/p.csproj", Project.Replace(
            "REFERENCES", $"""<PackageReference Include="Argosy.Runtime" Version="{version}" />""",
            StringComparison.Ordinal));
        (await DotnetAsync("restore", "restored", "-m:1")).ShouldSucceed();
        Directory.Exists(_folder.At($"packages/argosy.runtime/{version}")).ShouldBeTrue();

        _folder.Write("added/p.csproj", Project.Replace("REFERENCES", "", StringComparison.Ordinal));
        (await DotnetAsync("package", "add", "Argosy.Runtime", "--project", "added/p.csproj")).ShouldSucceed();
        File.ReadAllText(_folder.At("added/p.csproj"))
            .ShouldContain($"Include=\"Argosy.Runtime\" Version=\"{version}\"");
    }

    [Fact]
    public async Task The_launcher_is_installed_as_a_tool_and_starts_localities()
    {
        (await DotnetAsync("tool", "install", "Argosy.Runtime.Launch", "--tool-path", _folder.At("tools"),
            "--configfile", _folder.At("nuget.config"))).ShouldSucceed();
        var run = await ServedMirrors.Runner.TryRunAsync(
            new Command(_folder.At("tools/argosy-launch"), "-n", "2", "--", "printenv", "ARGOSY_LOCALITY"),
            CancellationToken.None);
        run.ShouldSucceed().Output.Split('\n').ShouldBeSubsetOf(["[0] 0", "[1] 1", ""]);
    }

    [Fact]
    public void Our_packages_are_published_with_other_bytes_only_where_that_is_declared()
    {
        var (target, state) = (_folder.At("srv"), _folder.At("cache"));
        ServedMirrors.WriteFeed(_folder.At("nuget"), new("http://mirror.invalid/"));
        ServedMirrors.TryPublish(target, state, "nuget", _folder.At("nuget")).ExitCode.ShouldBe(0);
        var package = Directory.GetFiles(_folder.At("nuget"), "argosy.runtime.*.nupkg", SearchOption.AllDirectories)[0];
        using (var archive = ZipFile.Open(package, ZipArchiveMode.Update)) archive.CreateEntry("other");

        var (code, said) = ServedMirrors.TryPublish(target, state, "nuget", _folder.At("nuget"));
        code.ShouldBe(1);
        said.ShouldContain("ARG0594");
        said.ShouldContain(Path.GetFileName(package));
        Served().ShouldNotBe(File.ReadAllBytes(package));
        ServedMirrors.TryPublish(target, state, "nuget", _folder.At("nuget"), "--replace").ExitCode.ShouldBe(0);
        Served().ShouldBe(File.ReadAllBytes(package));

        byte[] Served() => File.ReadAllBytes(
            Path.Combine(target, "www/nuget", Path.GetRelativePath(_folder.At("nuget"), package)));
    }

    private Task<CommandResult> DotnetAsync(params string[] arguments) => ServedMirrors.Runner.TryRunAsync(
        new Command("dotnet", arguments)
        {
            Folder = _folder.Path,
            Environment = new Dictionary<string, string?>
            {
                ["NUGET_PACKAGES"] = _folder.At("packages"),
                ["NUGET_HTTP_CACHE_PATH"] = _folder.At("http"),
                // The SDK leaves folders behind where it keeps temporary files.
                ["TMPDIR"] = Directory.CreateDirectory(_folder.At("tmp")).FullName,
                ["MSBUILDDISABLENODEREUSE"] = "1",
                // The test host's own build settings aren't the child's.
                ["MSBuildSDKsPath"] = null,
                ["MSBUILD_EXE_PATH"] = null,
            },
        }, CancellationToken.None);
}
