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
        // Beside the machine's own sources, which have Cake's tool.
        Write("nuget.config",
            $"""
            <configuration><packageSources>
              <add key="argosy" value="{Repository.At("artifacts/mirror/nuget")}" />
            </packageSources></configuration>
            """);
        // A store of templates of its own, so that the user's stays as it is.
        var templates = Path.Combine(_temporary, "templates");
        Run("dotnet", "new", "install", "Argosy.Templates", "--debug:custom-hive", templates);
        Run("dotnet", "new", "argosy", "--debug:custom-hive", templates);
    }

    public string Folder { get; }

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
        command.Environment["NUGET_PACKAGES"] = Packages;
        return command.Run();
    }

    /// <inheritdoc />
    public void Dispose() => Clone.Run("rm", "-rf", _temporary);

    private string Packages => Path.Combine(_temporary, "packages");

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    private void Run(params string[] command) => Clone.Run(
        "env", ["-C", Folder, $"NUGET_PACKAGES={Packages}", .. command]);
}
