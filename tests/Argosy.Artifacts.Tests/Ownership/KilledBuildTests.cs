using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Tests.Ownership;

/// <summary>What a killed build made is removed; what came after its last heartbeat is never lost.</summary>
public sealed class KilledBuildTests : IDisposable
{
    private readonly Owned _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_a_killed_build_was_making_is_removed_and_what_came_later_is_moved_aside()
    {
        // Without an end, like a killed process. Its last heartbeat comes after the file.
        var killed = _project.Build();
        Owned.Claim(killed);
        killed.Clear(Owned.Task);
        var changed = Posix.TryStatus(_project.Write("out/half", "half"))!.Value.Changed;
        SpinWait.SpinUntil(
                () => Posix.TryStatus(_project.At(".argosy/alive"))!.Value.Modified > changed, Patience.Limit)
            .ShouldBeTrue();
        killed.Dispose();
        AfterLastHeartbeat(() => _project.Write("out/notes.md", "an hour of work"));

        _project.Obstacle().ShouldBeNull();

        Directory.Exists(_project.At("out")).ShouldBeFalse();
        File.ReadAllText(_project.At(".argosy/aside/1/out/notes.md")).ShouldBe("an hour of work");
        File.Exists(_project.At(".argosy/aside/1/out/half")).ShouldBeFalse();
    }

    [Fact]
    public void What_was_renamed_after_a_kill_is_moved_aside_even_if_the_cache_has_it()
    {
        _project.Make(() => _project.Write("out/deep/made", "text"));
        new ContentStore(_project.At("cache")).Keep(_project.Root, ["out"], Digest.OfFile);
        var killed = _project.Build();
        Owned.Claim(killed);
        killed.Dispose();
        var name = "made";
        AfterLastHeartbeat(() =>
        {
            var next = name + "~";
            File.Move(_project.At($"out/deep/{name}"), _project.At($"out/deep/{next}"));
            return _project.At($"out/deep/{name = next}");
        });

        _project.Obstacle().ShouldBeNull();

        File.ReadAllText(_project.At($".argosy/aside/1/out/deep/{name}")).ShouldBe("text");
    }

    // Repeats the change of a file until the file system's clock has passed the last heartbeat.
    private void AfterLastHeartbeat(Func<string> change)
    {
        var last = Posix.TryStatus(_project.At(".argosy/alive"))!.Value.Modified;
        SpinWait.SpinUntil(() => Posix.TryStatus(change())!.Value.Changed > last, Patience.Limit).ShouldBeTrue();
    }
}
