using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Publishing;

/// <summary>A server with nothing but sshd, rsync, sh and coreutils.</summary>
[Trait("Category", "Slow")]
public sealed class SshTargetTests : IAsyncLifetime
{
    private static readonly string[] s_coreutils =
    [
        "sh", "rsync", "base64", "cat", "cp", "ln", "ls", "mkdir", "mv", "readlink", "rm", "rmdir", "sha256sum", "stat",
        "sync",
    ];

    private readonly TestFolder _folder = new();
    private LoopbackSshd _sshd = null!;
    private PublishedTarget _published = null!;

    public async ValueTask InitializeAsync()
    {
        // No flock either: the lock is a folder then.
        foreach (var program in s_coreutils)
        {
            var path = Environment.GetEnvironmentVariable("PATH")!.Split(':')
                .Select(f => Path.Combine(f, program)).First(File.Exists);
            Directory.CreateDirectory(_folder.At("bin"));
            File.CreateSymbolicLink(_folder["bin", program], path);
        }

        _sshd = await LoopbackSshd.StartAsync(_folder.At("bin"));
        _published = new(_folder, Open());
    }

    public async ValueTask DisposeAsync()
    {
        await _published.Target.DisposeAsync();
        await _sshd.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_has_what_a_folder_of_this_machine_has()
    {
        var key = SigningKey.Create(_folder.At("key.pem"));
        var here = new PublishedTarget(_folder, new FolderTarget(_folder.At("here")));
        foreach (var edition in (int[])[1, 2, 2, 3, 1, 4])
        {
            await here.PublishAsync(edition, o => o with { Keep = new(3), Key = key });
            await _published.PublishAsync(edition, o => o with { Keep = new(3), Key = key });
        }

        _folder.Files("srv").Where(f => !IsOfOneTarget(f))
            .ShouldBe(_folder.Files("here").Where(f => !IsOfOneTarget(f)));
        var mirror = await _published.MirrorAsync();
        mirror.Snapshots.Select(s => s.Number).ShouldBe([3, 4, 5]);
        mirror.Current.ShouldBe(mirror.Snapshots[^1].Id);
        (await _published.ErrorsAsync(key.Public)).ShouldBeEmpty();
        // The two kinds of target read each other's.
        (await new PublishedTarget(_folder, new FolderTarget(_folder.At("srv"))).ErrorsAsync(key.Public))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Rolling_back_and_pruning_work_there()
    {
        for (var edition = 1; edition <= 4; edition++) await _published.PublishAsync(edition);
        await _published.Operations.RollBackAsync(SampleMirror.Name, "2", CancellationToken.None);
        File.ReadAllText(_folder["srv", "www", SampleMirror.Name, "p0", "index.html"]).ShouldContain("<title>2<");
        await _published.Operations.PruneAsync(new(2), null, dryRun: false, CancellationToken.None);
        (await _published.MirrorAsync()).Snapshots.Select(s => s.Number).ShouldBe([2, 3, 4]);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Verification_there_finds_changes()
    {
        await _published.PublishAsync(1);
        var tree = Path.Combine(
            Directory.GetDirectories(_folder["srv", "snapshots", SampleMirror.Name]).Single(), "tree");
        var bytes = File.ReadAllBytes(Path.Combine(tree, "p1/index.html"));
        bytes[5] ^= 1;
        File.WriteAllBytes(Path.Combine(tree, "p1/index.html"), bytes);
        File.Delete(Path.Combine(tree, "p2/index.html"));
        File.CreateSymbolicLink(Path.Combine(tree, "p2/link"), "/etc/hostname");
        File.WriteAllText(Path.Combine(tree, "p2/.hidden"), "");
        (await _published.ErrorsAsync()).ShouldBe(
            ["ARG0598 index.html", "ARG0598 .hidden", "ARG0598 link", "ARG0598 index.html"]);
    }

    [Fact]
    public async Task A_second_publisher_gets_an_error_until_the_first_one_ends()
    {
        var first = await _published.Target.LockAsync(TimeSpan.Zero, CancellationToken.None);
        var error = await Should.ThrowAsync<ArgosyException>(
            _published.PublishAsync(1, o => o with { Patience = TimeSpan.Zero }));
        error.Diagnostics[0].Id.ShouldBe("ARG0593");
        await first.DisposeAsync();
        (await _published.PublishAsync(1)).IsChanged.ShouldBeTrue();
    }

    [Fact]
    public async Task The_lock_of_a_server_that_restarted_is_taken_over()
    {
        await _published.PublishAsync(1);
        // The number of no process.
        _folder.Write("srv/lock.d/pid", "4194305\n");
        (await _published.PublishAsync(2)).IsChanged.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_killed_publisher_left_is_removed()
    {
        await _published.PublishAsync(1);
        _folder.Write("srv/incoming/1.new/tree/half", "half");
        _folder.Write("srv/removed.1/tree/half", "half");
        await _published.PublishAsync(2);
        _folder.Files("srv/incoming").ShouldBeEmpty();
        Directory.Exists(_folder["srv", "removed.1"]).ShouldBeFalse();
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_publication_that_ends_before_the_switch_leaves_nothing_unexplained()
    {
        await _published.PublishAsync(1);
        await _published.CreateAsync(2);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        // The snapshot that no reader has seen is no base of the next one.
        await _published.PublishAsync(3);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        (await _published.MirrorAsync()).Snapshots.Select(s => s.IsRetained).ShouldBe([true, false, true]);
        await _published.Operations.RollBackAsync(SampleMirror.Name, "2", CancellationToken.None);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        Directory.GetFiles(_folder["srv", "retained", SampleMirror.Name, "p/p0"]).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_removal_that_ends_halfway_leaves_nothing_unexplained()
    {
        for (var edition = 1; edition <= 3; edition++) await _published.PublishAsync(edition);
        await _published.EndRemovalAsync();
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        await _published.Operations.RollBackAsync(SampleMirror.Name, "1", CancellationToken.None);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        Directory.GetFiles(_folder["srv", "retained", SampleMirror.Name, "p/p0"]).Length.ShouldBe(3);
    }

    [Fact]
    public async Task All_commands_share_a_connection()
    {
        await _published.PublishAsync(1);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        await _published.Target.DisposeAsync();
        await _sshd.DisposeAsync();
        (await _sshd.Log).Split('\n').Count(l => l.StartsWith("Accepted publickey", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_user_who_shares_connections_keeps_them()
    {
        var own = _folder.Write("ssh_config", $"ControlPath {_folder.At("of-user")}\n"
            + await File.ReadAllTextAsync(_sshd.Configuration));
        (await SshConnection.TryOpenAsync(["-F", own], "mirror", "", CommandRunner.Silent, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_isnt_there_is_an_error()
    {
        await _sshd.DisposeAsync();
        var error = await Should.ThrowAsync<ArgosyException>(_published.PublishAsync(1));
        error.Diagnostics[0].Id.ShouldBe("ARG0595");
    }

    private IMirrorTarget Open() => new MirrorAddress(_folder.At("srv"), "mirror").Open(
        _folder.Path, _sshd.Configuration, CommandRunner.Silent);

    // The lock, and signatures, which differ each time.
    private static bool IsOfOneTarget(string file) =>
        file == "lock" || file.EndsWith("/snapshot.sig", StringComparison.Ordinal);
}
