using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Building;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests;

/// <summary>Small sdists that inspect the machine, like public ones: needs the network.</summary>
[Trait("Category", "Slow")]
public sealed class WheelConfinementTests(Roots roots)
{
    [Fact]
    public async Task A_wheel_compiled_with_the_machines_headers_is_an_error_that_names_file_and_flag()
    {
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(
            () => BuildAsync("", "include_dirs=['/usr/include']"))).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0535");
        diagnostic.Cause.ShouldContain("m.c with -I/usr/include");
    }

    [Fact]
    public async Task A_setup_sees_no_config_program_and_writes_to_its_own_folder_alone()
    {
        using var outside = new TestFolder();
        Directory.CreateDirectory(outside.At("seen"));
        var wheel = await BuildAsync($"""
            import os, shutil
            found = [p for p in ('xml2-config', 'pkg-config', 'pg_config', 'gcc', 'cc', 'python3-config', 'dpkg') if shutil.which(p)]
            assert not found, found
            assert not os.path.exists('/usr/include') and not os.path.exists({$"'{outside.At("seen")}'"})
            """, "", "with a space and 'quotes'");
        wheel.Name.FileName.ShouldBe("evil-1.0-cp311-cp311-manylinux_2_17_aarch64.whl");
    }

    [Fact]
    public async Task A_setup_sees_the_tools_that_its_wheel_names() => await BuildAsync("""
        import shutil, subprocess
        assert shutil.which('pkg-config') and not shutil.which('xml2-config')
        assert 'arm64' not in subprocess.run(['pkg-config', '--variable=pc_path', 'pkg-config'], capture_output=True, check=True, text=True).stdout
        """, "", tools: ["pkg-config"]);

    [Fact]
    public async Task A_setup_starts_with_compiled_modules_that_it_cannot_change() => await BuildAsync("""
        import email, os, pip
        for module in (email, pip):
            assert os.path.getsize(module.__cached__), module.__cached__
            try:
                open(module.__cached__, 'ab')
            except OSError:
                continue
            raise SystemExit('Error: it was possible')
        """, "");

    [Fact]
    public async Task A_wheel_of_another_project_is_an_error_that_names_both()
    {
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(
            () => BuildAsync("", "", project: "Quite_Other"))).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0513");
        diagnostic.Cause.ShouldContain("a wheel of 'quite-other', where wheels/wheels.yaml has 'evil'");
        diagnostic.Remedy.ShouldStartWith("Write 'name: quite-other'");
    }

    [Fact]
    public async Task What_a_setup_says_of_its_failure_is_the_cause()
    {
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(
            () => BuildAsync("raise SystemExit('Error: Please install libxml2.')", ""))).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0508");
        diagnostic.Cause.ShouldContain("made no wheel of it:\n  Error: Please install libxml2.");
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_wheel_is_an_error()
    {
        var pipe = "import os, sys; 'egg_info' in sys.argv or os.mkfifo('../made/a-1.0-py3-none-any.whl')";
        (await Should.ThrowAsync<ArgosyException>(() => BuildAsync(pipe, ""))).Diagnostics[0].Id.ShouldBe("ARG0271");
    }

    private async Task<WheelFile> BuildAsync(
        string look, string extension, string folderName = "wheels", string project = "evil",
        params IReadOnlyList<string> tools)
    {
        using var folder = new TestFolder();
        var sdist = await SmallSdist.WriteAsync(folder.At("evil.tar.gz"), project, look, extension);
        sdist = sdist with { Wheel = new("evil") { Smoke = "import m", Tools = tools } };
        return (await roots.CrossBuildAsync(new WheelRequest(
            Roots.PlatformOf("arm64"), sdist, await roots.SysrootAsync("arm64"), await roots.BuildRootAsync(),
            folder.At(folderName), DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)))).File;
    }
}
