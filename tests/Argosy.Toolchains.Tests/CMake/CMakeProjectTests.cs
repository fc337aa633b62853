using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;

namespace Argosy.Toolchains.Tests.CMake;

/// <summary>Small third-party style projects, cross-built with the real tools against a sysroot from the
/// archive.</summary>
[Trait("Category", "Slow")]
public sealed partial class CMakeProjectTests(CMakeProjectTests.Sysroots sysroots)
    : IClassFixture<CMakeProjectTests.Sysroots>, IDisposable
{
    private const string Library = """
        cmake_minimum_required(VERSION 3.25)
        project(answer C)
        option(WITH_TESTS "Build the tests" ON)
        add_library(answer SHARED answer.c)
        install(TARGETS answer LIBRARY DESTINATION lib)
        if(WITH_TESTS)
          add_executable(try answer.c main.c)
          install(TARGETS try DESTINATION test)
        endif()
        """;

    private readonly TestFolder _scratch = new();
    private readonly List<string> _log = [];

    [Fact]
    public async Task An_absolute_destination_stays_within_the_target()
    {
        Write("""
            cmake_minimum_required(VERSION 3.25)
            project(answer C)
            include(GNUInstallDirs)
            add_library(answer SHARED answer.c)
            install(TARGETS answer LIBRARY DESTINATION ${CMAKE_INSTALL_FULL_LIBDIR})
            install(FILES answer.c DESTINATION /etc/answer)
            install(FILES answer.c DESTINATION /usr/local/share/answer)
            """);
        await InstallAsync();
        Installed().ShouldBe(["etc/answer/answer.c", "lib/libanswer.so", "local/share/answer/answer.c"]);
        File.Exists("/usr/local/share/answer/answer.c").ShouldBeFalse();
    }

    [Fact]
    public async Task A_packaged_project_installs_its_libraries_to_the_architectures_folder()
    {
        Write("""
            cmake_minimum_required(VERSION 3.25)
            project(answer C)
            include(GNUInstallDirs)
            add_library(answer SHARED answer.c)
            install(TARGETS answer)
            """);
        await InstallAsync(isPackaged: true);
        Installed().ShouldBe(["lib/aarch64-linux-gnu/libanswer.so"]);
    }

    [Fact]
    public async Task An_install_script_that_leaves_the_target_is_an_error()
    {
        Write(Library + "\ninstall(CODE \"file(WRITE /usr/lib/argosy-escaped x)\")\n");
        (await Should.ThrowAsync<ArgosyException>(() => InstallAsync())).Diagnostics[0].Id.ShouldBe("ARG0322");
        File.Exists("/usr/lib/argosy-escaped").ShouldBeFalse();
        Directory.Exists(_scratch["out"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_option_that_is_switched_off_takes_its_files_along()
    {
        Write(Library);
        await InstallAsync();
        Installed().ShouldBe(["lib/libanswer.so", "test/try"]);
        Write(Library.Replace("ON)", "OFF)", StringComparison.Ordinal));
        await InstallAsync();
        Installed().ShouldBe(["lib/libanswer.so"]);
    }

    [Fact]
    public async Task What_another_configuration_left_decides_nothing()
    {
        Write(Library);
        await InstallAsync();
        var clean = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
        Directory.Delete(_scratch["build"], recursive: true);
        var runner = new CommandRunner(_ => { });
        await runner.RunAsync(new(
            "cmake", "-S", _scratch["source"], "-B", _scratch["build"], "-G", "Ninja", "-DCMAKE_C_FLAGS=-O0"), default);
        await InstallAsync();
        Digest.OfFile(_scratch["out/lib/libanswer.so"]).ShouldBe(clean);
    }

    [Fact]
    public async Task What_changed_is_compiled_again_and_an_older_file_counts_as_changed()
    {
        Write(Library);
        await InstallAsync();
        var clean = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
        _scratch.Write("source/main.c", "int answer(void); int main(void) { return answer() - 43; }");
        (await CompiledAsync()).ShouldBe(["main.c"], "only main.c is compiled again");
        _scratch.Write("source/main.c", "int answer(void); int main(void) { return answer() - 42; }");
        File.SetLastWriteTimeUtc(_scratch["source/main.c"], DateTime.UnixEpoch);
        (await CompiledAsync()).ShouldContain("main.c");
        _scratch.Write("source/new.c", "int new(void) { return 1; }");
        (await CompiledAsync()).ShouldContain("main.c");
        Digest.OfFile(_scratch["out/lib/libanswer.so"]).ShouldBe(clean);
    }

    // Each is a place of a source that can change without Ninja's noticing.
    [Fact]
    public async Task An_older_file_counts_as_changed_wherever_it_lies()
    {
        WriteScattered();
        await InstallAsync(root: _scratch.Path);
        foreach (var file in (string[])["common/answer.h", "shared/other.c", "source/blob.txt"])
        {
            var before = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
            _scratch.Write(file, File.ReadAllText(_scratch[file]).Replace("40", "41", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(_scratch[file], DateTime.UnixEpoch);
            await InstallAsync(root: _scratch.Path);
            Digest.OfFile(_scratch["out/lib/libanswer.so"]).ShouldNotBe(before, file);
        }

        var kept = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
        Directory.Delete(_scratch["build"], recursive: true);
        await InstallAsync(root: _scratch.Path);
        Digest.OfFile(_scratch["out/lib/libanswer.so"]).ShouldBe(kept);
    }

    // Newer than everything, and none of Ninja's inputs.
    [Fact]
    public async Task A_file_that_Ninja_doesnt_know_counts_as_changed()
    {
        WriteScattered();
        await InstallAsync(root: _scratch.Path);
        foreach (var (file, text) in ((string, string)[])
            [("source/number.txt", "int number = 41;"),
                ("first/answer.h", "#define ANSWER 41\n#include \"inner/more.h\"")])
        {
            var before = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
            _scratch.Write(file, text);
            await InstallAsync(root: _scratch.Path);
            Digest.OfFile(_scratch["out/lib/libanswer.so"]).ShouldNotBe(before, file);
        }
    }

    [Fact]
    public async Task A_changed_header_beside_the_project_compiles_what_includes_it_and_no_folder_gets_into_that()
    {
        WriteScattered();
        await InstallAsync(root: _scratch.Path);
        _scratch.Write("common/answer.h", "#define ANSWER 43\n#include \"inner/more.h\"");
        (await CompiledAsync(_scratch.Path)).ShouldBe(["answer.c"], "the folder is kept");
        // Debug information of C and assembler contains the paths of all their sources.
        File.ReadAllBytes(_scratch["out/lib/libanswer.so"]).AsSpan().IndexOf(Encoding.UTF8.GetBytes(_scratch.Path))
            .ShouldBe(-1);
    }

    [Fact]
    public async Task A_renamed_work_tree_and_one_with_odd_characters_build_the_same_bytes()
    {
        Write(Library);
        await InstallAsync();
        var first = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
        var odd = _scratch["it's a $folder (1)"];
        Directory.CreateDirectory(odd);
        foreach (var folder in (string[])["source", "build", "out"])
            Directory.Move(_scratch[folder], Path.Combine(odd, folder));
        await InstallAsync(odd);
        Digest.OfFile(Path.Combine(odd, "out/lib/libanswer.so")).ShouldBe(first);
    }

    [Fact]
    public async Task Without_namespaces_the_bytes_are_the_same()
    {
        Write(Library);
        await InstallAsync();
        var confined = Digest.OfFile(_scratch["out/lib/libanswer.so"]);
        await InstallAsync(confinement: new(allowed: false));
        Digest.OfFile(_scratch["out/lib/libanswer.so"]).ShouldBe(confined);
    }

    [Theory]
    [InlineData("add_compile_options(-I/usr/include)", "-I/usr/include")]
    [InlineData("set(ENV{CPATH} /usr/include)\nset(CMAKE_C_COMPILER_LAUNCHER env CPATH=/opt/include)",
        "CPATH=/opt/include")]
    public async Task A_compile_command_that_names_the_machines_folders_is_an_error(string line, string flag)
    {
        Write(Library.Replace("option(", $"{line}\noption(", StringComparison.Ordinal));
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(() => InstallAsync())).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0323");
        diagnostic.Cause.ShouldContain(flag);
    }

    [Fact]
    public async Task The_machines_config_programs_and_headers_are_not_there()
    {
        Write("""
            cmake_minimum_required(VERSION 3.25)
            project(answer C)
            find_program(CONFIG NAMES xml2-config python3-config pkg-config pkgconf dpkg)
            find_program(PYTHON NAMES python3)
            find_path(HEADER zlib.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
            message(STATUS "seen: ${CONFIG} ${PYTHON} ${HEADER}")
            add_library(answer SHARED answer.c)
            install(TARGETS answer LIBRARY DESTINATION lib)
            """);
        await InstallAsync();
        _log.ShouldContain("-- seen: CONFIG-NOTFOUND PYTHON-NOTFOUND HEADER-NOTFOUND");
    }

    // The build machine's own compiler has its headers in a different place than the others.
    [Theory]
    [InlineData("arm64")]
    [InlineData("x64")]
    public async Task A_project_in_Cxx_is_built_with_the_compilers_own_headers(string architecture)
    {
        Write("""
            cmake_minimum_required(VERSION 3.25)
            project(answer CXX)
            add_library(answer SHARED answer.cpp)
            install(TARGETS answer LIBRARY DESTINATION lib)
            """);
        _scratch.Write("source/answer.cpp",
            "#include <string>\nextern \"C\" int answer() { return (int)std::string(42, 'x').size(); }");
        await InstallAsync(architecture: architecture);
        ElfFile.Read(_scratch["out/lib/libanswer.so"]).Machine.ShouldBe(Architecture.TryFind(architecture)!.ElfMachine);
    }

    [Fact]
    public async Task A_project_that_installs_nothing_or_elsewhere_is_an_error()
    {
        Write("cmake_minimum_required(VERSION 3.25)\nproject(answer C)\nadd_library(answer SHARED answer.c)\n");
        (await Should.ThrowAsync<ArgosyException>(() => InstallAsync())).Diagnostics[0].Id.ShouldBe("ARG0325");
        Write(Library + "\ninstall(TARGETS answer DESTINATION ${CMAKE_SOURCE_DIR}/out)\n");
        (await Should.ThrowAsync<ArgosyException>(() => InstallAsync())).Diagnostics[0].Id.ShouldBe("ARG0324");
    }

    public void Dispose() => _scratch.Dispose();
}
