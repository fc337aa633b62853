using Argosy.EndToEnd.Tests.Building;
using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.Elsewhere;

/// <summary>Another work tree of the same user, after the main job here.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ResultCacheTests
{
    private static readonly Report s_here = Report.Of(Repository.Root);
    private static readonly IReadOnlyList<Architecture> s_architectures =
        Model.Load(Repository.At(Model.FileName)).Architectures;

    [Fact]
    public void Everything_comes_back_from_the_users_cache_and_one_C_file_rebuilds_its_own_chains_alone()
    {
        using var clone = new Clone().Compiled();

        var restored = Build(clone);

        Report.Of(clone.Folder).Digests(_ => true).ShouldBe(s_here.Digests(_ => true));
        foreach (var architecture in s_architectures)
        {
            foreach (var (task, item) in ((string, string)[])
            [
                ("Sysroot", "debian-12-"), ("Native", "rdma-"), ("Image", "runtime-"),
                ("Wheel", "markupsafe-debian-12-"), ("Wheels", "debian-12-"), ("Deb", "libargosy-rdma0-debian-12-"),
                ("Verify-Native", "rdma-"), ("Verify-Wheel", "markupsafe-debian-12-"),
            ])
            {
                restored.Outcome(task, $"{item}{architecture}").ShouldBe("restored", restored.Output);
            }
        }

        // No task runs in every run: a program may answer the next one.
        Build(clone).Output.ShouldMatch(@"(\d+) tasks: \1 up to date");

        // Text that no earlier run had: the user's cache outlives this test and would contain the results of the same
        // edit.
        clone.Edit("runtime/rdma/src/errors.c", "\"out of memory,", $"\"out of memory {Guid.NewGuid()},");
        var packaged = Build(clone, "--target=Debs");
        foreach (var architecture in s_architectures)
        {
            packaged.Outcome("Sysroot", $"debian-12-{architecture}").ShouldBe("up to date", packaged.Output);
            packaged.Outcome("Deb", $"libargosy-rdma0-debian-12-{architecture}").ShouldBe("done");
        }

        // The whole main job, without the emulators, which decide nothing here.
        var rebuilt = Build(clone, $"--arch={Host.Detect().Architecture}");
        rebuilt.Outcome("Image", $"runtime-{Host.Detect().Architecture}").ShouldBe("done", rebuilt.Output);
        rebuilt.Outcome("Verify-Native", $"rdma-{Host.Detect().Architecture}").ShouldBe("done");
        foreach (var task in (string[])["Sysroot", "Wheels", "Root-Clean"])
            rebuilt.Outcome(task, $"debian-12-{Host.Detect().Architecture}").ShouldBe("up to date");
        rebuilt.Outcome("Dotnet", "runtime-net10.0").ShouldBe("up to date");
        rebuilt.Outcome("Sdist", "markupsafe").ShouldBe("up to date");
    }

    private static BuildRun Build(Clone clone, params string[] arguments) =>
        new BuildCommand(clone.Folder, arguments) { UsesCache = true }.Run().ShouldSucceed();
}
