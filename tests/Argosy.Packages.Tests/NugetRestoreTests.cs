using Argosy.Packages.Nuget;
using Argosy.Processes;

namespace Argosy.Packages.Tests;

/// <summary>NuGet itself reads the feed: only the loopback network, but seconds per run.</summary>
[Trait("Category", "Slow")]
public sealed class NugetRestoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_folder_restores()
    {
        WriteFeed(new("http://127.0.0.1:1/"));
        await ShouldRestoreFrom(_folder.At("feed"));
    }

    [Fact]
    public async Task The_folder_restores_and_searches_behind_a_static_web_server()
    {
        await using var server = new StaticServer(_folder.At("feed"));
        WriteFeed(server.Address);
        await ShouldRestoreFrom($"{server.Address}index.json");
        var found = await DotnetAsync(
            "package", "search", "Top.Package", "--exact-match", "--configfile", _folder.At("nuget.config"));
        found.Output.ShouldContain("2.0.0");
        var listed = await DotnetAsync("package", "search", "anything", "--configfile", _folder.At("nuget.config"));
        listed.Output.ShouldContain("base.package", customMessage: listed.Output);
    }

    private void WriteFeed(Uri address) => NugetFeed.Write(_folder.At("feed"),
    [
        NugetPackage.Read(FakeNupkg.Make(
            _folder, "Top.Package", "2.0.0", """<dependency id="Base.Package" version="[1.0.0, 2.0.0)" />""")),
        NugetPackage.Read(FakeNupkg.Make(_folder, "base.package", "1.5.0-rc.1")),
        NugetPackage.Read(FakeNupkg.Make(_folder, "base.package", "1.4.0")),
    ], address);

    private async Task ShouldRestoreFrom(string source)
    {
        _folder.Write("nuget.config", $"""
            <configuration><packageSources><clear /><add key="mirror" value="{source}" allowInsecureConnections="true" />
            </packageSources></configuration>
            """);
        _folder.Write("p.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><UseAppHost>false</UseAppHost></PropertyGroup>
              <ItemGroup><PackageReference Include="Top.Package" Version="2.0.0" /></ItemGroup>
            </Project>
            """);
        var restored = await DotnetAsync("restore", "--force", "-m:1");
        restored.Succeeded.ShouldBeTrue(restored.Tail());
        Directory.Exists(_folder.At("packages/base.package/1.4.0")).ShouldBeTrue();
    }

    private Task<CommandResult> DotnetAsync(params string[] arguments) =>
        Roots.Runner.TryRunAsync(new Command("dotnet", arguments)
        {
            Folder = _folder.Path,
            Environment = new Dictionary<string, string?>
            {
                ["NUGET_PACKAGES"] = _folder.At("packages"),
                ["NUGET_HTTP_CACHE_PATH"] = _folder.At("http"),
                // The SDK leaves folders behind where it keeps temporary files.
                ["TMPDIR"] = Directory.CreateDirectory(_folder.At("tmp")).FullName,
                // The test host's own build settings aren't the child's.
                ["MSBuildSDKsPath"] = null,
                ["MSBUILD_EXE_PATH"] = null,
            },
        }, default);
}
