using System.Text;
using Argosy.Packages.Dotnet;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Tests.Dotnet;

/// <summary>With the real SDK.</summary>
[Trait("Category", "Slow")]
public sealed class DotnetBuildTests : IDisposable
{
    private const string Yaml = """
        project: { name: demo, version: 1.2.3 }
        architectures: [x64]
        distributions: [debian-12]
        dotnet:
          a: { project: a/a.csproj, frameworks: [net10.0] }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_an_earlier_build_left_decides_nothing()
    {
        _folder.Write("a/a.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>"
            + "<TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        (await PublishAsync("one")).ShouldBeTrue();
        // All files are older than the last run, as after a checkout, with files in obj/ that MSBuild imports and that
        // NuGet treats as restored.
        _folder.Write("a/obj/a.csproj.other.props",
            "<Project><PropertyGroup><DefineConstants>STALE</DefineConstants></PropertyGroup></Project>");
        _folder.Write("a/obj/project.assets.json", "{}");
        _folder.Write("a/obj/Release/net10.0/more.cs", "#error not a source");
        (await PublishAsync("two")).ShouldBeTrue();
        File.ReadAllText(Path.Combine(_folder.Path, "a/obj/project.assets.json"))
            .ShouldBe("{}", "what others left stays theirs");
    }

    [Fact]
    public void The_projects_version_reaches_packages() =>
        Build().PackArguments("a.csproj", "out").ShouldBe(["pack", "a.csproj", "-c", "Release", "-o", "out", "-nologo",
            "--artifacts-path", Path.Combine(_folder.Path, ".argosy/dotnet"), "-p:Version=1.2.3",
            "-p:PackageVersion=1.2.3"]);

    private DotnetBuild Build()
    {
        var settings = new BuildSettings(
            _folder.Path, Host.Detect(), Model.Load(_folder.Write(Model.FileName, Yaml)), () => new(0));
        return new(settings, new PlatformRoots(settings, _ => { }));
    }

    // Whether the published files have these texts, with the resource's text.
    private async Task<bool> PublishAsync(string text)
    {
        Old("a/a.cs", $$"""
            #if STALE
            public class A { }
            #else
            public class A { public static string S() => "{{text}}-text"; }
            #endif
            """);
        Old("a/r.resx", $"""
            <root><resheader name="resmimetype"><value>text/microsoft-resx</value></resheader><resheader name="version"><value>2.0</value></resheader>
            <resheader name="reader"><value>System.Resources.ResXResourceReader</value></resheader><resheader name="writer"><value>System.Resources.ResXResourceWriter</value></resheader>
            <data name="x"><value>{text}-resource</value></data></root>
            """);
        var build = Build();
        await build.PublishAsync(build.Find("a"), "net10.0", new RecordedTask());
        var published = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "artifacts/managed/a/net10.0/a.dll"));
        return published.AsSpan().IndexOf(Encoding.Unicode.GetBytes($"{text}-text")) >= 0
            && published.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"{text}-resource")) >= 0;
    }

    private void Old(string file, string text)
    {
        _folder.Write(file, text);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, file), DateTime.UnixEpoch.AddDays(1));
    }
}
