using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>Small sdists that look around on the machine, as public ones do: needs the network.</summary>
[Trait("Category", "Slow")]
[Collection(SharedRoots.Name)]
public sealed class WheelConfinementTests(Roots roots)
{
    [Fact]
    public async Task A_wheel_compiled_with_the_machines_headers_is_an_error_that_names_file_and_flag()
    {
        var diagnosis = (await Should.ThrowAsync<ArgosyException>(() => BuildAsync("", "include_dirs=['/usr/include']"))).Diagnoses[0];
        diagnosis.Id.ShouldBe("ARG0535");
        diagnosis.Cause.ShouldContain("m.c with -I/usr/include");
    }

    [Fact]
    public async Task A_setup_sees_no_config_program_and_writes_to_its_own_folder_alone()
    {
        using var outside = new TestFolder();
        Directory.CreateDirectory(outside.File("seen"));
        var wheel = await BuildAsync($"""
            import os, shutil
            found = [p for p in ('xml2-config', 'pkg-config', 'pg_config', 'gcc', 'cc', 'python3-config', 'dpkg') if shutil.which(p)]
            assert not found, found
            assert not os.path.exists('/usr/include') and not os.path.exists({$"'{outside.File("seen")}'"})
            """, "", "with a space and 'quotes'");
        wheel.Name.FileName.ShouldBe("evil-1.0-cp311-cp311-linux_aarch64.whl");
    }

    private async Task<WheelFile> BuildAsync(string look, string extension, string folderName = "wheels")
    {
        using var folder = new TestFolder();
        var sdist = await SmallSdist.WriteAsync(folder.File("evil.tar.gz"), "evil", look, extension);
        return await new WheelBuilder(Roots.Runner, new Confinement()).BuildAsync(new WheelRequest(
            Roots.PlatformOf("arm64"), sdist, await roots.SysrootAsync("arm64"), await roots.BuildRootAsync(), folder.File(folderName),
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)), default);
    }
}
