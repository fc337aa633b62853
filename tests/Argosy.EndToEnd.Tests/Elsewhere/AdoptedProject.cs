using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Elsewhere;

/// <summary>A project of somebody else, in an empty folder outside of the repository, that takes Argosy from the feed
/// that the main job made, and has no package of it in NuGet's folder. The owner disposes it.</summary>
public sealed class AdoptedProject : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("argosy-adopted-").FullName;

    /// <summary>Makes it as the guide says.</summary>
    public AdoptedProject()
    {
        Folder = Directory.CreateDirectory(Path.Combine(_temporary, "hello")).FullName;
        // Cake's tool comes from the machine's folder of packages: that folder is a source as well.
        Write("nuget.config",
            $"""
            <configuration><packageSources><clear />
              <add key="argosy" value="{Repository.At("artifacts/mirror/nuget")}" />
              <add key="machine" value="{MachinePackages}" />
            </packageSources></configuration>
            """);
        Run("dotnet", "new", "install", "Argosy.Templates");
        Run("dotnet", "new", "argosy");
    }

    public string Folder { get; }

    private static string MachinePackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");

    /// <summary>Adds a small library with a program that proves it, and commits everything.</summary>
    public void AddLibrary()
    {
        Write("CMakeLists.txt", """
            cmake_minimum_required(VERSION 3.20)
            project(hello C)
            add_library(hello SHARED hello.c)
            set_target_properties(hello PROPERTIES SOVERSION 1)
            add_executable(hello-check check.c)
            target_link_libraries(hello-check hello)
            set_target_properties(hello-check PROPERTIES INSTALL_RPATH "$ORIGIN/../lib")
            install(TARGETS hello LIBRARY DESTINATION lib)
            install(TARGETS hello-check RUNTIME DESTINATION test)

            """);
        Write("hello.c", "int hello(void) { return 42; }\n");
        Write("check.c", "int hello(void);\nint main(void) { return hello() == 42 ? 0 : 1; }\n");
        // A mirror may lag for an architecture, as for this repository's own.
        File.AppendAllText(Path.Combine(Folder, "argosy.yaml"),
            "debian: {allow-differences: {ppc64le: nothing is pinned here}}\n");
        Run("git", "init", "--quiet");
        Run("git", "add", "--all");
        Run("git", "-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "--quiet", "-m", "Begin");
    }

    /// <summary>Runs its <c>./build.sh</c>.</summary>
    public BuildRun Build(params string[] arguments)
    {
        var command = new BuildCommand(Folder, arguments) { UsesCache = true };
        foreach (var (name, value) in Variables) command.Environment[name] = value;
        return command.Run();
    }

    /// <inheritdoc />
    public void Dispose() => Clone.Run("rm", "-rf", _temporary);

    private IEnumerable<(string Name, string Value)> Variables =>
    [
        ("NUGET_PACKAGES", Path.Combine(_temporary, "packages")),
        ("DOTNET_CLI_HOME", Path.Combine(_temporary, "home")),
    ];

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    private void Run(params string[] command) => Clone.Run(
        "env", ["-C", Folder, .. Variables.Select(v => $"{v.Name}={v.Value}"), .. command]);
}
