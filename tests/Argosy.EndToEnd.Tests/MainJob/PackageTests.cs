using System.Net;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.MainJob;

/// <summary>The packed runtime in a user's project: its generator, its assembly and its native library.</summary>
[Trait("Category", "EndToEnd")]
public sealed class PackageTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Argosy.Runtime" Version="*" /></ItemGroup>
        </Project>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-adopt-").FullName;

    [Fact]
    public async Task A_project_that_takes_the_package_calls_actions_over_sockets_and_shared_memory()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "adopted.csproj"), Project);
        File.Copy(Repository.At("runtime/samples/Hello/Program.cs"), Path.Combine(_folder, "Program.cs"));
        // The only source is the built package, so that a missing dependency fails the test.
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="built" value="{Repository.At("artifacts/packages")}" /></packageSources></configuration>""");
        // The SDK leaves folders behind in its folder for temporary files.
        Clone.Run(
            "env", $"TMPDIR={_folder}", "dotnet", "build", Path.Combine(_folder, "adopted.csproj"),
            "-c", "Release", "-v", "quiet", "--nologo", "-nodeReuse:false");
        foreach (var parcelport in (string[])["tcp", "shm"])
        {
            var root = $"{IPAddress.Loopback}:{ServerPort.Take()}";
            var localities = Enumerable.Range(0, 2).Select(number => Task.Run(() => Clone.Run(
                "env", "-u", "ARGOSY_RDMA_LIBRARY", $"ARGOSY_ROOT={root}", $"ARGOSY_LOCALITY={number}",
                "ARGOSY_LOCALITIES=2", $"ARGOSY_PARCELPORT={parcelport}",
                "timeout", "60", "dotnet", Path.Combine(_folder, "bin/Release/net10.0/adopted.dll"))));
            var said = (await Task.WhenAll(localities))[0];
            said.ShouldContain("from locality 0 of 2");
            said.ShouldContain("from locality 1 of 2");
            said.ShouldContain($"over {(parcelport == "shm" ? "fabric shm" : "tcp")}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
