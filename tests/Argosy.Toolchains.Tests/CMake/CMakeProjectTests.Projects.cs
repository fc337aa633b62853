using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.CMake;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.CMake;

// The projects that are built.
public sealed partial class CMakeProjectTests
{
    private void Write(string project)
    {
        _scratch.Write("source/CMakeLists.txt", project);
        if (File.Exists(_scratch["source/answer.c"])) return;
        _scratch.Write("source/answer.c", "int answer(void) { return 42; }");
        _scratch.Write("source/main.c", "int answer(void); int main(void) { return answer() - 42; }");
    }

    // Headers in sibling folders, a source in another folder, and a generator and an assembler that read further files.
    private void WriteScattered()
    {
        _scratch.Write("source/CMakeLists.txt", """
            cmake_minimum_required(VERSION 3.25)
            project(answer C ASM)
            include_directories(../first ../common)
            add_custom_command(OUTPUT number.c COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/number.txt number.c)
            add_library(answer SHARED answer.c ../shared/other.c blob.S ${CMAKE_BINARY_DIR}/number.c)
            target_include_directories(answer PRIVATE ${CMAKE_SOURCE_DIR})
            install(TARGETS answer LIBRARY DESTINATION lib)
            """);
        _scratch.Write("source/answer.c", "#include \"answer.h\"\nint answer(void) { return ANSWER + MORE; }");
        _scratch.Write(
            "source/blob.S", ".data\n.globl blob\nblob: .incbin \"blob.txt\"\n.section .note.GNU-stack,\"\"\n");
        _scratch.Write("source/blob.txt", "blob 40");
        _scratch.Write("source/number.txt", "int number = 40;");
        _scratch.Write("shared/other.c", "int other(void) { return 40; }");
        _scratch.Write("first/none.h", "");
        _scratch.Write("common/answer.h", "#define ANSWER 40\n#include \"inner/more.h\"");
        _scratch.Write("common/inner/more.h", "#define MORE 40");
    }

    private async Task InstallAsync(
        string? folder = null, Confinement? confinement = null, string? root = null, string architecture = "arm64",
        bool isPackaged = false)
    {
        folder ??= _scratch.Path;
        var project = new CMakeProject(Path.Combine(folder, "source"), Path.Combine(folder, "build"));
        _log.Clear();
        var runner = new CommandRunner(line => { lock (_log) _log.Add(line); });
        await project.InstallAsync(runner, confinement ?? new(),
            new(Architecture.TryFind(architecture)!, await sysroots.PathAsync(architecture),
                root ?? project.SourceFolder)
            {
                IsPackaged = isPackaged,
            },
            Path.Combine(folder, "out"), default);
    }

    private async Task<List<string>> CompiledAsync(string? root = null)
    {
        await InstallAsync(root: root);
        return [.. _log.Where(l => l.Contains("Building C object", StringComparison.Ordinal))
            .Select(l => Path.GetFileNameWithoutExtension(l.Split('/')[^1])).Distinct().Order(StringComparer.Ordinal)];
    }

    private List<string> Installed() =>
    [
        .. Directory.EnumerateFiles(_scratch["out"], "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_scratch["out"], f)).Order(StringComparer.Ordinal),
    ];

    /// <summary>One sysroot of an architecture, shared by all of the tests.</summary>
    public sealed class Sysroots : IDisposable
    {
        private readonly TestFolder _scratch = new();
        private readonly Dictionary<string, Task<string>> _paths = [];

        public Task<string> PathAsync(string architecture)
        {
            lock (_paths)
                return _paths.TryGetValue(architecture, out var path)
                    ? path
                    : _paths[architecture] = MakeAsync(architecture);
        }

        public void Dispose() => _scratch.Dispose();

        private async Task<string> MakeAsync(string architecture)
        {
            var platform = new Platform(
                Distribution.All.Single(d => d.Version == "12"), Architecture.TryFind(architecture)!);
            using var builder = new RootBuilder(
                new CommandRunner(_ => { }),
                new RootOptions(_scratch["locks"]) { WithoutSecurity = [.. Architecture.All] });
            await builder.BuildFolderAsync(
                new PackageSet(platform, "sysroot", ["libc6-dev"]), _scratch[architecture], default);
            return _scratch[architecture];
        }
    }
}
