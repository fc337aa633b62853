using Argosy.Packages.Nuget;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Mirrors;

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

    private void WriteFeed(Uri address, params string[] more) => NugetFeed.Write(_folder.At("feed"),
    [
        FakeNupkg.Make(
            _folder, "Top.Package", "2.0.0", """<dependency id="Base.Package" version="[1.0.0, 2.0.0)" />"""),
        FakeNupkg.Make(_folder, "base.package", "1.5.0-rc.1"), FakeNupkg.Make(_folder, "base.package", "1.4.0"),
        .. more,
    ], address, DateTimeOffset.UnixEpoch).ShouldBeEmpty();

    [Fact]
    public async Task A_package_is_added_to_a_project_and_a_tool_is_installed_and_run()
    {
        await using var server = new StaticServer(_folder.At("feed"));
        _folder.Write("tool/hello-tool.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>
                <PackAsTool>true</PackAsTool><ToolCommandName>hello-tool</ToolCommandName><Version>1.2.3</Version>
                <PackageOutputPath>../packed</PackageOutputPath>
              </PropertyGroup>
            </Project>
            """);
        _folder.Write("tool/Program.cs", "System.Console.WriteLine(\"It runs.\");\n");
        UseSource($"{server.Address}index.json");
        await SucceedAsync("pack", "tool", "-m:1");
        WriteFeed(server.Address, [.. Directory.GetFiles(_folder.At("packed"), "*.nupkg")]);

        WriteProject("");
        await SucceedAsync("package", "add", "Top.Package", "--project", "p.csproj");
        File.ReadAllText(_folder.At("p.csproj")).ShouldContain("Include=\"Top.Package\" Version=\"2.0.0\"");
        await SucceedAsync("tool", "install", "hello-tool", "--tool-path", _folder.At("tools"),
            "--configfile", _folder.At("nuget.config"));
        var ran = await Roots.Runner.RunAsync(new Command(_folder.At("tools/hello-tool")), default);
        ran.Output.ShouldBe("It runs.\n");
    }

    private async Task SucceedAsync(params string[] arguments)
    {
        var result = await DotnetAsync(arguments);
        result.Succeeded.ShouldBeTrue($"{string.Join(' ', arguments)}\n{result.Tail()}");
    }

    private void UseSource(string source) => _folder.Write("nuget.config", $"""
        <configuration><packageSources><clear /><add key="mirror" value="{source}" allowInsecureConnections="true" />
        </packageSources></configuration>
        """);

    private void WriteProject(string reference) => _folder.Write("p.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><UseAppHost>false</UseAppHost></PropertyGroup>
          <ItemGroup>{reference}</ItemGroup>
        </Project>
        """);

    private async Task ShouldRestoreFrom(string source)
    {
        UseSource(source);
        WriteProject("""<PackageReference Include="Top.Package" Version="2.0.0" />""");
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
