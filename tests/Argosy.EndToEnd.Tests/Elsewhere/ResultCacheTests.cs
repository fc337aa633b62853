using Argosy.EndToEnd.Tests.Building;
using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.Elsewhere;

/// <summary>Another work tree of the same user, who has run the main job here.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ResultCacheTests
{
    private static readonly Report s_here = Report.Of(Repository.Root);
    private static readonly IReadOnlyList<Architecture> s_architectures = Model.Load(Repository.At(Model.FileName)).Architectures;

    [Fact]
    public void Everything_comes_back_from_the_users_cache_and_one_C_file_rebuilds_its_own_chains_alone()
    {
        using var clone = new Clone().Compiled();

        var restored = Build(clone);

        Report.Of(clone.Folder).Digests(_ => true).ShouldBe(s_here.Digests(_ => true));
        foreach (var architecture in s_architectures)
        {
            foreach (var task in (string[])["Sysroot", "Native", "Image-Layers", "Wheels", "Debs", "Verify-Native", "Verify-Wheels"])
                restored.Outcome(task, architecture.Name).ShouldBe("restored", restored.Output);
        }

        // Text that no earlier run had: the user's cache outlives this test, and would have the results of the same edit.
        clone.Edit("native/rdma/src/errors.c", "\"out of memory,", $"\"out of memory {Guid.NewGuid()},");
        var rebuilt = Build(clone);
        foreach (var architecture in s_architectures)
        {
            rebuilt.Outcome("Native", architecture.Name).ShouldBe("done", rebuilt.Output);
            rebuilt.Outcome("Debs", architecture.Name).ShouldBe("done");
            rebuilt.Outcome("Verify-Native", architecture.Name).ShouldBe("done");
            foreach (var task in (string[])["Sysroot", "Wheels", "Root-Clean"])
                rebuilt.Outcome(task, architecture.Name).ShouldBe("up to date");
        }

        rebuilt.Outcome("Runtime").ShouldBe("up to date");
        rebuilt.Outcome("Sdists").ShouldBe("up to date");
    }

    private static BuildRun Build(Clone clone) => new BuildCommand(clone.Folder) { UsesCache = true }.Run().ShouldSucceed();
}
